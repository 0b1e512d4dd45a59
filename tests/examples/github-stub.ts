import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubComment {
  readonly id: number;
  body: string;
  /** Whether the token may change it. */
  readonly isOwn: boolean;
}

export interface GithubStub {
  readonly url: string;
  readonly comments: StubComment[];
  readonly authorizations: Set<string>;
  mayWrite: boolean;
  /** Connections that are dropped instead of answered, from now on. */
  dropped: number;
  close(): Promise<void>;
}

/** The comments of pull request 7 of `team/queries`, by GitHub's REST addresses. */
export async function startGithubStub(): Promise<GithubStub> {
  const comments: StubComment[] = [];
  const authorizations = new Set<string>();
  const stub = { comments, authorizations, mayWrite: true, dropped: 0 };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (stub.dropped > 0) {
      stub.dropped -= 1;
      request.socket.destroy();
      return;
    }
    authorizations.add(request.headers.authorization ?? '');
    const url = new URL(request.url ?? '', 'http://stub');
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const change = /^\/repos\/team\/queries\/issues\/comments\/(\d+)$/.exec(url.pathname);
    if (request.method === 'PATCH' && change !== null) {
      const comment = comments.find(({ id }) => id === Number(change[1]));
      if (comment === undefined || !comment.isOwn || !stub.mayWrite) return answer(403, {});
      comment.body = JSON.parse(text).body;
      return answer(200, comment);
    }
    if (url.pathname !== '/repos/team/queries/issues/7/comments') return answer(404, {});
    if (request.method === 'POST') {
      if (!stub.mayWrite) return answer(403, {});
      const comment = { id: comments.length + 1, body: JSON.parse(text).body, isOwn: true };
      comments.push(comment);
      return answer(201, comment);
    }
    const size = Number(url.searchParams.get('per_page'));
    const start = (Number(url.searchParams.get('page')) - 1) * size;
    return answer(200, comments.slice(start, start + size));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stub, {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

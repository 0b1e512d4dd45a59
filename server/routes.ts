import {
  showAdvice,
  showAdviceJson,
  showTriedAdvice,
  showTriedAdviceJson,
  tryAdviceOfForm,
} from './pages/advice.js';
import { showAsset, showIcon } from './pages/assets.js';
import { showCatalog, showCatalogJson } from './pages/catalog.js';
import { showClaims, showClaimsJson } from './pages/claims.js';
import { showCompare, showCompareChart, showCompareJson } from './pages/compare.js';
import {
  correctData,
  declareData,
  endData,
  removeData,
  showData,
  showDataJson,
  uploadData,
  uploadDataJson,
} from './pages/data.js';
import type { Handler } from './pages/handler.js';
import { showHealth } from './pages/health.js';
import { keepQuery } from './pages/link.js';
import { showEstimateJson, showPlayground } from './pages/playground.js';
import { showReference, showReferenceJson } from './pages/reference.js';
import { downloadCsv, downloadJson, showResult } from './pages/results.js';
import { showRun, showRunJson } from './pages/run.js';
import { cancelRun, showRunStatus } from './pages/runs.js';
import { showWhatIf, showWhatIfJson } from './pages/what-if.js';

export interface Route {
  readonly path: string;
  /** POST for texts too long for a URL, and for what leaves something behind. */
  readonly methods: readonly ('get' | 'post')[];
  readonly handler: Handler;
  /** `run` occupies the engine and has a tighter rate limit; `file` has none. */
  readonly cost: 'page' | 'run' | 'file';
}

/** Everything the server answers. */
export const routes: readonly Route[] = [
  { path: '/', methods: ['get', 'post'], handler: showPlayground, cost: 'page' },
  { path: '/estimate.json', methods: ['get', 'post'], handler: showEstimateJson, cost: 'page' },
  { path: '/run', methods: ['get', 'post'], handler: showRun, cost: 'run' },
  { path: '/run.json', methods: ['get', 'post'], handler: showRunJson, cost: 'run' },
  { path: '/runs/:id', methods: ['get'], handler: showRunStatus, cost: 'page' },
  { path: '/runs/:id/cancel', methods: ['post'], handler: cancelRun, cost: 'page' },
  { path: '/results/:id.csv', methods: ['get'], handler: downloadCsv, cost: 'page' },
  { path: '/results/:id.json', methods: ['get'], handler: downloadJson, cost: 'page' },
  { path: '/results/:id', methods: ['get'], handler: showResult, cost: 'page' },
  { path: '/link', methods: ['post'], handler: keepQuery, cost: 'page' },
  { path: '/compare', methods: ['get', 'post'], handler: showCompare, cost: 'page' },
  { path: '/compare.json', methods: ['get', 'post'], handler: showCompareJson, cost: 'page' },
  { path: '/compare.svg', methods: ['get'], handler: showCompareChart, cost: 'page' },
  { path: '/advice', methods: ['get'], handler: showAdvice, cost: 'page' },
  { path: '/advice', methods: ['post'], handler: tryAdviceOfForm, cost: 'run' },
  { path: '/advice/tried', methods: ['get'], handler: showTriedAdvice, cost: 'run' },
  { path: '/advice/tried.json', methods: ['get'], handler: showTriedAdviceJson, cost: 'run' },
  { path: '/advice.json', methods: ['get'], handler: showAdviceJson, cost: 'page' },
  { path: '/advice.json', methods: ['post'], handler: showTriedAdviceJson, cost: 'run' },
  { path: '/what-if', methods: ['get'], handler: showWhatIf, cost: 'page' },
  { path: '/what-if', methods: ['post'], handler: showWhatIf, cost: 'run' },
  { path: '/what-if.json', methods: ['post'], handler: showWhatIfJson, cost: 'run' },
  { path: '/data', methods: ['get'], handler: showData, cost: 'page' },
  { path: '/data', methods: ['post'], handler: uploadData, cost: 'run' },
  { path: '/data.json', methods: ['get'], handler: showDataJson, cost: 'page' },
  { path: '/data.json', methods: ['post'], handler: uploadDataJson, cost: 'run' },
  { path: '/data/ddl', methods: ['post'], handler: declareData, cost: 'run' },
  { path: '/data/types', methods: ['post'], handler: correctData, cost: 'page' },
  { path: '/data/remove', methods: ['post'], handler: removeData, cost: 'page' },
  { path: '/data/end', methods: ['post'], handler: endData, cost: 'page' },
  { path: '/catalog', methods: ['get'], handler: showCatalog, cost: 'page' },
  { path: '/catalog.json', methods: ['get'], handler: showCatalogJson, cost: 'page' },
  { path: '/claims', methods: ['get'], handler: showClaims, cost: 'page' },
  { path: '/claims.json', methods: ['get'], handler: showClaimsJson, cost: 'page' },
  { path: '/reference', methods: ['get'], handler: showReference, cost: 'page' },
  { path: '/reference.json', methods: ['get'], handler: showReferenceJson, cost: 'page' },
  { path: '/health', methods: ['get'], handler: showHealth, cost: 'file' },
  { path: '/favicon.ico', methods: ['get'], handler: showIcon, cost: 'file' },
  { path: '/assets/:version/:name', methods: ['get'], handler: showAsset, cost: 'file' },
];

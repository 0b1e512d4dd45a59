declare module 'parquetjs-lite' {
  interface ColumnChunk {
    readonly meta_data: {
      readonly path_in_schema: readonly string[];
      readonly total_compressed_size: unknown;
    };
  }
  interface Reader {
    readonly metadata: { readonly row_groups: readonly { readonly columns: readonly ColumnChunk[] }[] };
  }
  export const ParquetReader: { openBuffer(buffer: Uint8Array): Promise<Reader> };
}

/** The three headers of a served asset (reference page, Response elements). */
export const assetHeaders = {
  asset: 'X-AssetName',
  version: 'X-PackageVersion',
  revision: 'X-PackageVersionRevision',
} as const;

/** The files of a results folder; others in it are left alone. */
export const resultFiles = [
  'results.json',
  'exchanges.ndjson',
  'report.html',
  'junit.xml',
  'summary.md',
  'badge.svg',
  'badge.json',
  'certificate.json',
] as const;

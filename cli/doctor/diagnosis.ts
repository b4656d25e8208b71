/** Which side a problem is on. */
export type Blame = 'configuration' | 'target';

/** What one look at the target showed. */
export interface Diagnosis {
  /** In one or two words, e.g. `clock`. */
  readonly subject: string;
  /** `note`: worth knowing, nothing wrong. */
  readonly state: 'ok' | 'note' | 'problem';
  readonly detail: string;
  readonly blame?: Blame;
  /** What to do next, if something is wrong. */
  readonly next?: string;
}

export const fine = (subject: string, detail: string): Diagnosis => ({ subject, state: 'ok', detail });
export const note = (subject: string, detail: string): Diagnosis => ({ subject, state: 'note', detail });
export const problem = (subject: string, detail: string, blame: Blame, next: string): Diagnosis => ({
  subject,
  state: 'problem',
  detail,
  blame,
  next,
});

const signs: Readonly<Record<Diagnosis['state'], string>> = { ok: 'ok', note: '–', problem: 'PROBLEM' };
const blames: Readonly<Record<Blame, string>> = {
  configuration: 'in the configuration',
  target: 'in the target',
};

/** A diagnosis as lines of a table. */
export function render(all: readonly Diagnosis[]): string {
  const subjects = Math.max(...all.map(({ subject }) => subject.length));
  const states = Math.max(...Object.values(signs).map((sign) => sign.length));
  const indent = ' '.repeat(subjects + states + 6);
  return all
    .map(({ subject, state, detail, blame, next }) => {
      const head = `  ${subject.padEnd(subjects)}  ${signs[state].padEnd(states)}  ${detail}\n`;
      return `${head}${blame ? `${indent}${blames[blame]}. ${next ?? ''}\n` : ''}`;
    })
    .join('');
}

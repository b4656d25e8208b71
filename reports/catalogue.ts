import {
  chapters,
  isRequirementId,
  type RequirementResult,
  referencePage,
  requirement,
  type Source,
} from '../schemas/index.js';

/** What a report says about a requirement, also about one that this version's catalogue does not know. */
export interface Wording {
  readonly statement: string;
  readonly source: string;
  readonly section: string;
  /** Where to read the source. Ours, never a target's. */
  readonly url?: string;
  /** Why no check enforces it, if that is so. */
  readonly excluded?: string;
}

/** The requirements of one chapter, in reading order. */
export interface ChapterOf<T> {
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly T[];
}

/** Address of the reference page; anchors are appended to it. */
export const referenceAddress =
  'https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetPackageVersionAsset.html';

const pages: Readonly<Record<Source, ((section: string) => string) | undefined>> = {
  'reference page': (section) => referenceAddress + section,
  'service model': () => 'https://github.com/aws/api-models-aws/tree/main/models/codeartifact',
  restJson1: () => 'https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html',
  'RFC 3986': (section) => rfc(3986, section),
  'RFC 9110': (section) => rfc(9110, section),
  'RFC 9112': (section) => rfc(9112, section),
  'user guide': () => 'https://docs.aws.amazon.com/codeartifact/latest/ug/welcome.html',
  observed: undefined,
  inference: undefined,
};

function rfc(number: number, section: string): string {
  const part = /^[\d.]+/.exec(section)?.[0];
  return `https://www.rfc-editor.org/rfc/rfc${number}${part ? `#section-${part}` : ''}`;
}

/** Headings of the reference page by anchor. Errors share one. */
const headings: ReadonlyMap<string, string> = new Map(
  referencePage.map(({ anchor, title }) => [anchor, /_Errors$/.test(anchor) ? 'Errors' : title]),
);

/** The wording of a requirement. */
export function wording(id: string): Wording {
  if (!isRequirementId(id)) {
    return {
      statement: 'Not in the catalogue of this version of the suite.',
      source: 'unknown',
      section: '',
    };
  }
  const { statement, source, section, excluded } = requirement(id);
  const url = pages[source]?.(section);
  return {
    statement,
    source,
    section: section.startsWith('#') ? (headings.get(section) ?? section.slice(1)) : section,
    ...(url ? { url } : {}),
    ...(excluded ? { excluded } : {}),
  };
}

/** Groups by the catalogue's chapters, in reading order; ids that the catalogue does not know come last. */
export function byChapter<T extends Pick<RequirementResult, 'id'>>(
  requirements: readonly T[],
): ChapterOf<T>[] {
  const groups = new Map<string, T[]>();
  for (const item of requirements) {
    const chapter = isRequirementId(item.id) ? requirement(item.id).chapter : 'other';
    groups.set(chapter, [...(groups.get(chapter) ?? []), item]);
  }
  return [...chapters, { id: 'other', title: 'Not in this catalogue' }]
    .map(({ id, title }) => ({ id, title, requirements: groups.get(id) ?? [] }))
    .filter((chapter) => chapter.requirements.length > 0);
}

import { isRequirementId } from '../../../schemas/index.js';
import { addresses } from '../site.js';
import type { Root } from './frame.js';

/** The id of a requirement, as a link to its page if this catalogue has it. */
export function RequirementLink({ id, root }: { id: string; root: Root }) {
  return isRequirementId(id) ? <a href={root + addresses.requirement(id)}>{id}</a> : <span>{id}</span>;
}

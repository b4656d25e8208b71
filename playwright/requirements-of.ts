import type { TestCase } from '@playwright/test/reporter';
import { isRequirementId, type RequirementId } from '../schemas/catalogue/index.js';

/** The requirement that a test is about: the first word of its title. Tests of other projects are about none. */
export function requirementsOf({ title, parent }: TestCase): RequirementId[] {
  const [id = ''] = title.split(' ', 1);
  return isRequirementId(id) && 'conformance' in (parent.project()?.use ?? {}) ? [id] : [];
}

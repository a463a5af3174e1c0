import { TRAITS, type Trait } from '../../../context/model.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/**
 * Whether one of the traits `any` holds and none of `none` does, without evidence: for what narrows a question down, where the
 * places that speak for a trait would only hide the places that matter.
 */
export const hasTraits: Check = {
  name: 'has-traits',
  run: (view, options) =>
    holds(view, options.any).length > 0 && holds(view, options.none).length === 0 ? yes([]) : no(),
};

function holds(view: View, names: unknown): readonly Trait[] {
  return TRAITS.filter((trait) => Array.isArray(names) && names.includes(trait) && view.trait(trait).value === true);
}

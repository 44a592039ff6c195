// Google's numbering plans in JavaScript; finds phones only.
import { findPhoneNumbersInText } from 'libphonenumber-js/max';

export const title = 'libphonenumber-js (phones only)';
export const note = 'all metadata, the company’s region as default';
export const entry = "export { findPhoneNumbersInText } from 'libphonenumber-js/max';";

export const init = () => {};

export function find(text, region) {
  const options = region ? { defaultCountry: region } : undefined;
  return findPhoneNumbersInText(text, options).map(({ startsAt, endsAt }) => [startsAt, endsAt, 'phone']);
}

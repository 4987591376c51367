type Language = 'ko' | 'en';

const countries = names('region');
const currencies = names('currency');

/** Names that the runtime's own locale data has, made once for each language. */
function names(type: 'region' | 'currency') {
  const made = new Map<Language, Intl.DisplayNames>();
  return (code: string, language: Language): string | undefined => {
    let display = made.get(language);
    if (display === undefined) {
      display = new Intl.DisplayNames(language, { type, fallback: 'none' });
      made.set(language, display);
    }
    return display.of(code);
  };
}

/** What locale data of some runtimes does not have, or calls differently from trade documents. */
const ownCountries: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ZZ: { ko: '불명', en: 'Unknown' },
};
const ownCurrencies: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  CNH: { ko: '중국 위안(역외)', en: 'Chinese Yuan (offshore)' },
  SLE: { ko: '시에라리온 리온', en: 'Sierra Leonean Leone' },
  XCG: { ko: '카리브 휠던', en: 'Caribbean guilder' },
  ZWG: { ko: '짐바브웨 골드', en: 'Zimbabwean Gold' },
};

/** The name of a country, else its code. */
export const countryName = (code: string, language: Language): string =>
  ownCountries[code]?.[language] ?? countries(code, language) ?? code;

/** The name of a currency, else its code. */
export const currencyName = (code: string, language: Language): string =>
  ownCurrencies[code]?.[language] ?? currencies(code, language) ?? code;

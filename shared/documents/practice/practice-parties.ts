/** Parties and routes of practice declarations; every name is invented. */
export interface PracticeImporter {
  name: string;
  person: string;
  address: string;
  postcode: string;
}

export const practiceImporters: readonly PracticeImporter[] = [
  {
    name: '한빛무역(주)',
    person: '김한빛',
    address: '서울특별시 중구 나루로 12',
    postcode: '04500',
  },
  {
    name: '(주)푸른식품',
    person: '이푸른',
    address: '경기도 용인시 수지구 솔밭로 31',
    postcode: '16800',
  },
  {
    name: '새솔전자(주)',
    person: '박새솔',
    address: '경기도 수원시 영통구 반달로 8',
    postcode: '16500',
  },
  { name: '가온패션', person: '최가온', address: '서울특별시 성동구 물레로 77', postcode: '04700' },
  {
    name: '다온모터스(주)',
    person: '정다온',
    address: '울산광역시 북구 바퀴길 5',
    postcode: '44200',
  },
  {
    name: '(주)마루코스메틱',
    person: '한마루',
    address: '충청북도 청주시 흥덕구 꽃내로 19',
    postcode: '28100',
  },
  { name: '라온토이즈', person: '윤라온', address: '인천광역시 서구 장난길 3', postcode: '22600' },
  {
    name: '바다와인(주)',
    person: '조바다',
    address: '부산광역시 해운대구 포도로 40',
    postcode: '48000',
  },
  {
    name: '(주)하늘물산',
    person: '임하늘',
    address: '대구광역시 달서구 구름로 66',
    postcode: '42600',
  },
  { name: '초롱조명', person: '강초롱', address: '경기도 부천시 불빛로 101', postcode: '14500' },
];

/** People who order abroad for themselves. */
export const practicePersons: readonly PracticeImporter[] = [
  { name: '홍가람', person: '홍가람', address: '서울특별시 마포구 연습로 21', postcode: '04000' },
  { name: '신보라', person: '신보라', address: '대전광역시 유성구 연습로 7', postcode: '34100' },
  { name: '문세찬', person: '문세찬', address: '광주광역시 북구 연습로 15', postcode: '61000' },
  {
    name: '오슬기',
    person: '오슬기',
    address: '경상남도 창원시 성산구 연습로 9',
    postcode: '51400',
  },
];

export interface PracticeSeller {
  name: string;
  country: string;
  currency: 'USD' | 'EUR' | 'CNY' | 'JPY';
}

export const practiceSellers: readonly PracticeSeller[] = [
  { name: 'SAIGON SAMPLE TRADING CO LTD', country: 'VN', currency: 'USD' },
  { name: 'SHENZHEN SAMPLE ELECTRONICS LTD', country: 'CN', currency: 'CNY' },
  { name: 'QINGDAO SAMPLE TEXTILE CO', country: 'CN', currency: 'USD' },
  { name: 'OSAKA SAMPLE SEIKO KK', country: 'JP', currency: 'JPY' },
  { name: 'SAMPLE VINTNERS GMBH', country: 'DE', currency: 'EUR' },
  { name: 'MAISON SAMPLE SARL', country: 'FR', currency: 'EUR' },
  { name: 'SAMPLE SUPPLY INC', country: 'US', currency: 'USD' },
  { name: 'PT SAMPLE MAKMUR', country: 'ID', currency: 'USD' },
];

/** Won for one unit of a currency, in ten-thousandths. */
export const practiceRates: Readonly<Record<PracticeSeller['currency'], number>> = {
  USD: 13_825_000,
  EUR: 15_041_200,
  CNY: 1_913_400,
  JPY: 92_310,
};

export interface PracticeRoute {
  customsOffice: string;
  port: string;
  warehouse: string;
  means: '10' | '40';
  container: 'FC' | 'LC' | 'UL';
}

export const practiceRoutes: readonly PracticeRoute[] = [
  { customsOffice: '020C1', port: 'KRINC', warehouse: '02012202', means: '10', container: 'FC' },
  { customsOffice: '030C1', port: 'KRPUS', warehouse: '03012202', means: '10', container: 'FC' },
  { customsOffice: '03009', port: 'KRBNP', warehouse: '03077014', means: '10', container: 'LC' },
  { customsOffice: '016C1', port: 'KRPTK', warehouse: '01611009', means: '10', container: 'LC' },
  { customsOffice: '040C1', port: 'ICN', warehouse: '04077056', means: '40', container: 'UL' },
  { customsOffice: '04055', port: 'ICN', warehouse: '04066011', means: '40', container: 'UL' },
];

/** Goods of practice declarations: invented makers, everyday wares. */
export interface PracticeGoods {
  hsCode: string;
  goodsName: string;
  tradeName: string;
  models: readonly [string, ...string[]];
  ingredient: string;
  unit: string;
  /** Unit prices in US cents. */
  cents: readonly [number, number];
  /** Most units of one specification. */
  most: number;
  /** Grams of one unit. */
  grams: number;
  /** Duty rate in percent. */
  rate: number;
}

export const practiceGoods: readonly PracticeGoods[] = [
  {
    hsCode: '9405219000',
    goodsName: 'ELECTRIC TABLE LAMPS',
    tradeName: 'LED DESK LAMP',
    models: ['NL-200 LED 9W 220V', 'NL-300 LED 12W 220V', 'NL-310 LED 15W 220V'],
    ingredient: 'ALUMINIUM 60%, PLASTIC 40%',
    unit: 'EA',
    cents: [1180, 2460],
    most: 900,
    grams: 820,
    rate: 8,
  },
  {
    hsCode: '0901110000',
    goodsName: 'COFFEE, NOT ROASTED',
    tradeName: 'ROBUSTA COFFEE BEAN',
    models: ['ROBUSTA GRADE 1, 60KG BAG', 'ARABICA SCREEN 18, 60KG BAG'],
    ingredient: 'COFFEE BEAN 100%',
    unit: 'KG',
    cents: [310, 640],
    most: 18000,
    grams: 1000,
    rate: 2,
  },
  {
    hsCode: '8471300000',
    goodsName: 'PORTABLE DATA PROCESSING MACHINES',
    tradeName: 'NOTEBOOK COMPUTER',
    models: ['NB-14 16GB 512GB', 'NB-16 32GB 1TB', 'NB-13 8GB 256GB'],
    ingredient: 'ALUMINIUM, PLASTIC',
    unit: 'EA',
    cents: [42000, 158000],
    most: 240,
    grams: 1650,
    rate: 0,
  },
  {
    hsCode: '6109101000',
    goodsName: 'T-SHIRTS OF COTTON',
    tradeName: "MEN'S T-SHIRT",
    models: ['ROUND NECK S-XL WHITE', 'ROUND NECK S-XL BLACK', 'V NECK S-XL NAVY'],
    ingredient: 'COTTON 100%',
    unit: 'EA',
    cents: [290, 870],
    most: 4800,
    grams: 180,
    rate: 13,
  },
  {
    hsCode: '6403999000',
    goodsName: 'FOOTWEAR WITH LEATHER UPPERS',
    tradeName: 'WALKING SHOES',
    models: ['WALK-3 240-290MM', 'WALK-5 230-280MM'],
    ingredient: 'COW LEATHER 70%, RUBBER 30%',
    unit: 'PR',
    cents: [1750, 4900],
    most: 1200,
    grams: 940,
    rate: 13,
  },
  {
    hsCode: '8708999000',
    goodsName: 'PARTS OF MOTOR VEHICLES',
    tradeName: 'BRACKET, SENSOR MOUNTING',
    models: ['BRKT-A117 STEEL', 'BRKT-B021 STEEL', 'COVER-C30 PLASTIC'],
    ingredient: 'STEEL 100%',
    unit: 'EA',
    cents: [85, 1240],
    most: 9000,
    grams: 310,
    rate: 8,
  },
  {
    hsCode: '3304991000',
    goodsName: 'SKIN CARE PREPARATIONS',
    tradeName: 'FACE CREAM',
    models: ['CREAM 50ML', 'LOTION 120ML', 'SERUM 30ML'],
    ingredient: 'WATER, GLYCERIN, SQUALANE',
    unit: 'EA',
    cents: [620, 3800],
    most: 2400,
    grams: 140,
    rate: 6.5,
  },
  {
    hsCode: '8542311000',
    goodsName: 'MONOLITHIC INTEGRATED CIRCUITS',
    tradeName: 'MICROCONTROLLER IC',
    models: ['MCU-32F4 LQFP64', 'MCU-32L0 QFN32', 'PMIC-88 QFN24'],
    ingredient: 'SILICON, EPOXY',
    unit: 'EA',
    cents: [42, 690],
    most: 60000,
    grams: 2,
    rate: 0,
  },
  {
    hsCode: '2204219000',
    goodsName: 'WINE OF FRESH GRAPES',
    tradeName: 'RED WINE 750ML',
    models: ['CABERNET 2023 750ML', 'MERLOT 2022 750ML'],
    ingredient: 'GRAPE 100%, ALCOHOL 13.5%',
    unit: 'BT',
    cents: [480, 3200],
    most: 3600,
    grams: 1240,
    rate: 15,
  },
  {
    hsCode: '9503003400',
    goodsName: 'TOYS REPRESENTING ANIMALS',
    tradeName: 'STUFFED TOY BEAR',
    models: ['BEAR 20CM', 'BEAR 35CM', 'RABBIT 25CM'],
    ingredient: 'POLYESTER 100%',
    unit: 'EA',
    cents: [150, 980],
    most: 5000,
    grams: 220,
    rate: 8,
  },
];

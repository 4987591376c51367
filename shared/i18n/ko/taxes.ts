import type { UnsureReason } from '../../taxes/unsure.ts';
import type { TaxStepName } from '../../taxes/tax-step.ts';

export const taxes = {
  /** What is worked out, in the order of the calculation. */
  steps: {
    'invoice-in-won': '결제금액(원)',
    'total-value': '과세가격 합계(안분 전)',
    'customs-value': '과세가격(원)',
    'customs-value-usd': '과세가격(미화, 올림)',
    duty: '관세(10원 미만 버림)',
    'vat-base': '부가세과표',
    vat: '부가세(10원 미만 버림)',
    'total-customs-value': '총과세가격',
    'total-duty': '총관세',
    'total-vat-base': '총부가세과표',
    'total-vat': '총부가세',
    'total-tax': '총세액합계',
    'free-on-board': 'FOB 금액(안분 전)',
    'declared-price': '신고가격(FOB, 원)',
    'total-declared-price': '총신고가격',
  } satisfies Record<TaxStepName, string>,
  /** Why a value is not computed. */
  unsure: {
    incomplete: '계산에 필요한 항목이 비어 있습니다.',
    'specific-duty': '종량세는 계산하지 않습니다. 관세액을 직접 적으세요.',
    'duty-reduction': '감면이 있는 관세는 계산하지 않습니다. 관세액을 직접 적으세요.',
    'flexible-duty': '탄력관세가 있으면 계산하지 않습니다. 관세액을 직접 적으세요.',
    'internal-tax': '내국세율만 있고 세액이 없습니다. 내국세액을 적으면 부가세를 계산합니다.',
    'vat-exemption': '부가세 감면이 있습니다. 부가세면세과표를 적으면 부가세를 계산합니다.',
    'usd-rate': '미화 환율을 몰라 미화 과세가격을 계산하지 않습니다.',
    'domestic-costs': 'EXW 가격에는 선적까지의 국내 비용이 없습니다. FOB 가격인지 확인하세요.',
    repair: '수리·개조 물품은 가득액이나 0으로 신고합니다. 신고가격을 직접 적으세요.',
  } satisfies Record<UnsureReason, string>,
} as const;

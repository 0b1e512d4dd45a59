/**
 * US dollars in words: cents from one dollar on, three digits below it (`$0.000214`), and never `$0.00` for a bill
 * that is not nothing.
 */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  const sign = usd < 0 ? '-' : '';
  const amount = Math.abs(usd);
  if (Number(amount.toPrecision(3)) >= 1) return `${sign}$${groupThousands(amount.toFixed(2))}`;
  const decimals = Math.max(2, 2 - Math.floor(Math.log10(amount)));
  const digits = amount.toFixed(Math.min(decimals, 15)).replace(/0+$/, '');
  const [whole = '0', fraction = ''] = digits.split('.');
  return `${sign}$${whole}.${fraction.padEnd(2, '0')}`;
}

function groupThousands(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+\.)/g, ',');
}

package dev.drawdown.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

/// A catalog that uses every field, and single changes of it. It is written with `'` for `"`.
final class SampleCatalog {
  private static final String SAMPLE =
      """
      {
        'product': 'sample',
        'drawOrder': ['plan', 'starter', 'pool', 'top-up'],
        'actions': [
          {'id': 'write', 'name': 'Write', 'cost': 2, 'oncePerDocument': true},
          {'id': 'read', 'name': 'Read', 'cost': 0}
        ],
        'plans': [
          {'id': 'solo', 'name': 'Solo', 'period': 'billing-cycle', 'credits': 100,
           'changes': [
             {'from': '2028-01-01T00:00:00Z', 'credits': 150},
             {'from': '2027-01-01T00:00:00Z', 'credits': 120}
           ],
           'renewalBonus': 5, 'price': {'amount': 1900, 'currency': 'usd'},
           'stripePrices': ['price_1', 'price_1_yearly'], 'refill': 'month',
           'grace': 'P5D', 'minimumGrace': 'PT12H'},
          {'id': 'custom', 'name': 'Custom', 'period': 'billing-cycle', 'stripePrices': ['price_2']},
          {'id': 'team', 'name': 'Team', 'period': 'billing-cycle', 'credits': 500, 'pool': true},
          {'id': 'monthly', 'name': 'Monthly', 'period': 'calendar-month', 'credits': 50},
          {'id': 'trial', 'name': 'Trial', 'period': 'fixed', 'days': 14, 'credits': 30}
        ],
        'packs': [
          {'id': 'pack-1', 'name': 'One', 'credits': 1, 'price': {'amount': 0, 'currency': 'eur'}},
          {'id': 'pack-2', 'name': 'Two', 'credits': 2}
        ],
        'packsForPlanHoldersOnly': true,
        'starterCredits': 10,
        'trialPlan': 'trial',
        'defaultPlan': 'monthly',
        'grace': 'P7D',
        'minimumGrace': 'P2D',
        'upgrade': 'reset',
        'suspendedDraws': ['top-up', 'starter'],
        'usageThresholds': {'warn': 60, 'critical': 80},
        'links': {'topUp': 'https://example.com/top-up', 'choosePlan': 'https://example.com/plans'}
      }
      """;

  private SampleCatalog() {}

  static String json() {
    return quoted(SAMPLE);
  }

  static String with(String written, String instead) {
    assertThat(SAMPLE).containsOnlyOnce(written);
    return quoted(SAMPLE.replace(written, instead));
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }
}

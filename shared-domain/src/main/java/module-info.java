/// The rules of credits: the JDK and JSpecify's annotations are all they need.
module dev.drawdown.domain {
  requires static org.jspecify;

  exports dev.drawdown.domain;
  exports dev.drawdown.domain.audit;
  exports dev.drawdown.domain.billing;
  exports dev.drawdown.domain.catalog;
  exports dev.drawdown.domain.charge;
  exports dev.drawdown.domain.commit;
  exports dev.drawdown.domain.ledger;
  exports dev.drawdown.domain.manualchange;
  exports dev.drawdown.domain.pool;
  exports dev.drawdown.domain.parking;
  exports dev.drawdown.domain.reading;
  exports dev.drawdown.domain.renewal;
  exports dev.drawdown.domain.rules;
  exports dev.drawdown.domain.subscription;
  exports dev.drawdown.domain.topup;
  exports dev.drawdown.domain.wallet;
}

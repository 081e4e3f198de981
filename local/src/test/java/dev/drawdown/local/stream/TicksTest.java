package dev.drawdown.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.local.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The clock moves on even if a tick couldn't do all its work.
class TicksTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Catalog CATALOG = Catalogs.shipped("assistant-coach");
  private static final WalletId BEN = WalletId.of(new AccountId("ben"));

  private final InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));
  private final DevClock clock = new DevClock(InstantSource.fixed(NOW));

  @Test
  void a_wallet_that_is_always_contended_does_not_stop_the_others() {
    hold("ben", Duration.ofMinutes(1));
    hold("ada", Duration.ofMinutes(20));
    Ports ports = new Ports(CATALOG, new CrowdedAtBens(store), clock);

    new Ticks(Template.load(), ports, clock, System.err).moveTo(NOW.plus(Duration.ofHours(1)));

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(last(new AccountId("ada"))).isEqualTo(EntryKind.RELEASE);
    assertThat(last(new AccountId("ben"))).isEqualTo(EntryKind.HOLD);
  }

  private record CrowdedAtBens(InMemoryStore store) implements StoreBeside {
    @Override
    public Commits commits() {
      return this::commit;
    }

    private Outcome commit(Commit commit, UUID token) {
      boolean bens = commit instanceof Commit.Step step && step.journal().wallet().id().equals(BEN);
      return bens
          ? new Outcome.Contended("TransactionConflict", false, Set.of(BEN))
          : store.commit(commit, token);
    }
  }

  private void hold(String name, Duration duration) {
    AccountId account = new AccountId(name);
    ChargeId id = new ChargeId("held");
    ChargeRequest request =
        new ChargeRequest(
            new ActionId("checkin.draft"),
            Optional.of(new DocumentId("draft")),
            1,
            Optional.of(duration));
    var found = store.load(account, Optional.of(id), Optional.empty());
    store.commitAll(Rules.of(CATALOG).charging().charge(id, request, found, NOW).commits());
  }

  private EntryKind last(AccountId account) {
    return store.entriesBefore(WalletId.of(account), Long.MAX_VALUE, 1).stream()
        .map(Entry::kind)
        .findFirst()
        .orElseThrow();
  }
}

package dev.drawdown.membership;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody.MemberBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyInAPool;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyMember;
import dev.drawdown.domain.pool.Joining.JoinResult.Joined;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.LeaveResult.Left;
import dev.drawdown.domain.pool.Joining.LeaveResult.NotAMember;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// `PUT` and `DELETE /v1/pools/{pool}/members/{account}`: adds an account to a pool, optionally
/// with a cap on its draws in a pool period, and removes it. Both may be repeated.
public final class MembershipFunction extends HttpFunction {
  private final Wallets wallets;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Joining joining;

  public MembershipFunction() {
    this(Ports.fromEnvironment());
  }

  public MembershipFunction(Ports ports) {
    super(ports.callLog());
    this.wallets = ports.stores().wallets();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.joining = ports.rules().joining();
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/manage");
    return switch (request.route()) {
      case "PUT /v1/pools/{pool}/members/{account}" -> join(request);
      case "DELETE /v1/pools/{pool}/members/{account}" -> leave(request);
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  private Answer join(Request request) {
    PoolId pool = request.pool();
    AccountId account = request.account();
    Optional<Credits> limit = request.body(MembershipFunction::limit);
    Instant now = clock.instant();
    JoinResult result =
        retry.run(
            new MembershipSource(wallets, pool, account), found -> joining.join(found, limit, now));
    return switch (result) {
      case JoinResult.UnknownPool _ -> unknown(pool);
      case AlreadyInAPool(var other) ->
          Problem.of(
                  Code.ALREADY_IN_A_POOL,
                  "%s is in the pool %s, and must leave it first. Nothing was changed."
                      .formatted(account, other))
              .toAnswer();
      case AlreadyMember(var member) -> Answer.ok(MemberBody.of(member));
      case Joined(var member, _) -> Answer.ok(MemberBody.of(member));
    };
  }

  private Answer leave(Request request) {
    PoolId pool = request.pool();
    AccountId account = request.account();
    request.body(_ -> Optional.empty());
    Instant now = clock.instant();
    LeaveResult result =
        retry.run(new MembershipSource(wallets, pool, account), found -> joining.leave(found, now));
    return switch (result) {
      case LeaveResult.UnknownPool _ -> unknown(pool);
      case NotAMember _, Left _ -> Answer.noContent();
    };
  }

  /// An account's wallet and a pool. The source reads one after the other.
  private record MembershipSource(Wallets wallets, PoolId pool, AccountId account)
      implements Source<MembershipSituation> {
    @Override
    public MembershipSituation load() {
      return new MembershipSituation(wallets.wallet(account), wallets.pool(pool, 1));
    }

    @Override
    public boolean isTorn(MembershipSituation found) {
      return found.pool().isPrimaryBehind();
    }
  }

  private static Optional<Credits> limit(JsonObject body) {
    OptionalLong limit = body.optionalNumber("limitPerPeriod", 1, Long.MAX_VALUE);
    return limit.stream().mapToObj(Credits::of).findFirst();
  }

  private static Answer unknown(PoolId pool) {
    return Problem.of(Code.UNKNOWN_POOL, "There is no pool " + pool + ".").toAnswer();
  }
}

package dev.drawdown.membership;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.MemberBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Code;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Source;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.membership.JoinResult;
import dev.drawdown.domain.membership.JoinResult.AlreadyInAPool;
import dev.drawdown.domain.membership.JoinResult.AlreadyMember;
import dev.drawdown.domain.membership.JoinResult.Joined;
import dev.drawdown.domain.membership.Joining;
import dev.drawdown.domain.membership.LeaveResult;
import dev.drawdown.domain.membership.LeaveResult.Left;
import dev.drawdown.domain.membership.LeaveResult.NotAMember;
import dev.drawdown.domain.membership.MembershipSituation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// `PUT` and `DELETE /v1/pools/{pool}/members/{account}`: makes an account a member of a pool,
/// perhaps with a cap on what it may draw in a pool period, and ends that. Both may be repeated.
public final class MembershipFunction extends HttpFunction {
  private final Ports ports;
  private final OptimisticRetry retry;
  private final Joining joining;

  public MembershipFunction() {
    this(Ports.fromEnvironment());
  }

  public MembershipFunction(Ports ports) {
    this.ports = ports;
    this.retry = OptimisticRetry.inRealTime(ports.store());
    this.joining = new Joining(ports.catalog());
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
    Instant clock = ports.clock().instant();
    JoinResult result =
        retry.run(source(pool, account), found -> joining.join(found, limit, clock));
    return switch (result) {
      case JoinResult.UnknownPool _ -> unknown(pool);
      case AlreadyInAPool _ ->
          Problem.of(
                  Code.ALREADY_IN_A_POOL,
                  account + " is in another pool and leaves that first. Nothing was changed.")
              .toAnswer();
      case AlreadyMember(var member) -> Answer.ok(MemberBody.of(member));
      case Joined(var member, _) -> Answer.ok(MemberBody.of(member));
    };
  }

  private Answer leave(Request request) {
    PoolId pool = request.pool();
    AccountId account = request.account();
    request.body(_ -> Optional.empty());
    Instant clock = ports.clock().instant();
    LeaveResult result = retry.run(source(pool, account), found -> joining.leave(found, clock));
    return switch (result) {
      case LeaveResult.UnknownPool _ -> unknown(pool);
      case NotAMember _, Left _ -> Answer.noContent();
    };
  }

  private Source<MembershipSituation> source(PoolId pool, AccountId account) {
    Store store = ports.store();
    return () -> new MembershipSituation(store.wallet(WalletId.of(account)), store.pool(pool, 1));
  }

  private static Optional<Credits> limit(JsonObject body) {
    OptionalLong limit = body.optionalNumber("limitPerPeriod", 1, Long.MAX_VALUE);
    return limit.stream().mapToObj(Credits::of).findFirst();
  }

  private static Answer unknown(PoolId pool) {
    return Problem.of(Code.UNKNOWN_POOL, "There is no pool " + pool + ".").toAnswer();
  }
}

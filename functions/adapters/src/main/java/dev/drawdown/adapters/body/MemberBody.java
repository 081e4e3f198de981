package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.membership.Member;
import java.util.LinkedHashMap;
import java.util.Map;

/// A member of a pool, and its use of it: `{account, drawn, limitPerPeriod?}`.
public final class MemberBody {
  private MemberBody() {}

  public static Map<String, ?> of(Member member) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account", member.account().value());
    body.put("drawn", member.drawn().amount());
    body.put("limitPerPeriod", member.limit().map(Credits::amount));
    return body;
  }
}

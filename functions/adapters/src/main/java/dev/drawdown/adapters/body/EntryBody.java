package dev.drawdown.adapters.body;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import java.util.LinkedHashMap;
import java.util.Map;

/// One line of a ledger.
public final class EntryBody {
  private EntryBody() {}

  public static Map<String, ?> of(Entry entry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("number", entry.number());
    body.put("at", entry.at());
    body.put("kind", entry.kind().label());
    body.put("reason", entry.cause().reason());
    body.put("account", entry.cause().account().map(AccountId::value));
    body.put("charge", entry.cause().charge().map(ChargeId::value));
    body.put("payment", entry.cause().payment().map(PaymentId::value));
    body.put("change", entry.change());
    body.put("postings", entry.postings().stream().map(EntryBody::posting).toList());
    body.put("balanceAfter", entry.balanceAfter().amount());
    return body;
  }

  private static Map<String, ?> posting(Posting posting) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("bucket", posting.bucket().toString());
    body.put("kind", posting.bucket().kind().label());
    body.put("change", posting.change());
    return body;
  }
}

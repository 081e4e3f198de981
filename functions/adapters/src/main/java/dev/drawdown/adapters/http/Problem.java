package dev.drawdown.adapters.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal as `application/problem+json` (RFC 9457): a stable code, a sentence about this case,
/// and what the caller can go on with.
///
/// Thrown where a request turns out not to be one; returned as an [Answer] where it was understood
/// and refused.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Map<String, ?> more;

  private Problem(Code code, String detail, Map<String, ?> more) {
    super(detail, null, false, false);
    this.code = code;
    this.more = more;
  }

  public static Problem of(Code code, String detail) {
    return new Problem(code, detail, Map.of());
  }

  /// A problem that says more than its code, in fields of its own.
  public static Problem of(Code code, String detail, Map<String, ?> more) {
    return new Problem(code, detail, more);
  }

  /// A request that names `field` wrongly, or not at all.
  public static Problem invalid(String field, String reason) {
    return new Problem(Code.INVALID_REQUEST, field + " " + reason, Map.of("field", field));
  }

  public Code code() {
    return code;
  }

  public Answer toAnswer() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:drawdown:problem:" + code.label());
    body.put("title", code.title());
    body.put("status", code.status());
    body.put("detail", getMessage());
    body.put("code", code.label());
    body.putAll(more);
    Map<String, String> headers =
        Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store");
    return new Answer(code.status(), headers, body);
  }
}

package dev.drawdown.local.demo;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.local.console.OwnCalls;
import dev.drawdown.local.demo.DemoProduct.Person;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stripe.StripeProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A product's own back end: it knows the signed-in person, runs AI actions and opens checkouts. It
/// calls the service as every product does, with a token that no browser gets.
///
/// It holds the credits of an AI action. It captures the hold when the result is there, and
/// releases it when the action fails. So a customer pays for results only.
final class DemoBackend {
  private static final String NOBODY = "nobody";
  private static final String GIVEN_BACK =
      "The credits of this click were given back. Please click again.";

  private final DemoProduct product;
  private final Catalog catalog;
  private final OwnCalls calls;
  private final StripeProvider provider;
  private final DemoResults results;

  DemoBackend(DemoProduct product, Catalog catalog, OwnCalls calls, StripeProvider provider) {
    this.provider = provider;
    this.product = product;
    this.catalog = catalog;
    this.calls = calls;
    this.results = DemoResults.of(product);
  }

  APIGatewayV2HTTPResponse answer(String call, LocalRequest request) {
    try {
      return switch (request.method() + " " + call) {
        case "GET me" -> me(signedIn(request));
        case "POST sign-in" -> signIn(body(request));
        case "POST session" -> session(signedIn(request).map(who -> "accounts/" + who.account()));
        case "POST pool-session" ->
            session(
                signedIn(request)
                    .flatMap(who -> product.poolOf(who.account()))
                    .map(pool -> "pools/" + pool));
        case "POST ai" -> run(required(request), body(request));
        case "POST buy" -> buy(required(request), body(request));
        default -> Endpoint.message(404, "Not Found");
      };
    } catch (JsonProblem e) {
      return refused(Problem.invalid(e.place().isEmpty() ? "body" : e.place(), e.reason()));
    } catch (Problem e) {
      return refused(e);
    }
  }

  // The signed-in person.

  private String cookie() {
    return "demo-" + product.id() + "=";
  }

  private Optional<Person> signedIn(LocalRequest request) {
    String account =
        request.cookies().stream()
            .filter(cookie -> cookie.startsWith(cookie()))
            .map(cookie -> cookie.substring(cookie().length()))
            .findFirst()
            .orElse(product.people().getFirst().account());
    return product.person(account);
  }

  private Person required(LocalRequest request) {
    return signedIn(request).orElseThrow(() -> Problem.of(Code.UNAUTHENTICATED, "Sign in first."));
  }

  private APIGatewayV2HTTPResponse me(Optional<Person> who) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("person", who.map(Person::json));
    body.put("pool", who.flatMap(person -> product.poolOf(person.account())));
    body.put("openInvoice", who.flatMap(this::unpaidPlan));
    body.put("people", product.people().stream().map(Person::json).toList());
    return Endpoint.json(200, Json.write(body));
  }

  /// The plan whose renewal the provider couldn't charge.
  private Optional<String> unpaidPlan(Person who) {
    return provider.subscriptions().stream()
        .filter(each -> each.pastDue() && !each.ended())
        .filter(each -> each.account().filter(who.account()::equals).isPresent())
        .flatMap(each -> each.plans().stream())
        .findFirst();
  }

  /// Signs a person in. The account `nobody` signs out.
  private APIGatewayV2HTTPResponse signIn(JsonObject json) {
    String account = json.text("account");
    json.requireNoMore();
    if (!account.equals(NOBODY) && product.person(account).isEmpty()) {
      throw Problem.invalid("account", "isn't a person of this demo: " + account);
    }
    String cookie = cookie() + account + "; Path=" + product.path() + "; HttpOnly; SameSite=Strict";
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(204)
        .withCookies(List.of(cookie))
        .build();
  }

  /// A token for the page, or `null` if nobody is signed in.
  private APIGatewayV2HTTPResponse session(Optional<String> owner) {
    return owner
        .map(path -> post("/v1/" + path + "/sessions", Map.of()))
        .orElseGet(() -> Endpoint.json(200, "null"));
  }

  // AI actions.

  /// Runs an action for a click. The same click again is charged once and has the same result.
  private APIGatewayV2HTTPResponse run(Person who, JsonObject json) {
    String action = json.identifier("action");
    String document = json.text("document");
    String click = json.text("click");
    boolean fails = json.flag("fail");
    json.requireNoMore();
    Action known = catalog.action(new ActionId(action)).orElseThrow(() -> unknown("action"));
    if (!results.has(action, document)) {
      throw unknown("document");
    }
    String charges = "/v1/accounts/" + who.account() + "/charges";
    String key = key(who, click);
    APIGatewayV2HTTPResponse taken =
        call("POST", charges, Optional.of(key), charge(known, document));
    if (taken.getStatusCode() >= 300) {
      return taken;
    }
    JsonObject made = JsonObject.parse(taken.getBody()).object("charge");
    String hold = charges + "/" + made.text("id");
    return switch (made.text("status")) {
      case "held" ->
          fails
              ? failed(post(hold + "/refund", Map.of("reason", "timeout")))
              : done(results.of(known, document, key), post(hold + "/capture", Map.of()));
      case "charged", "captured" -> done(results.of(known, document, key), taken);
      default -> throw Problem.of(Code.HOLD_RELEASED, GIVEN_BACK);
    };
  }

  /// The browser only names its click. A key of its choice could be that of another charge.
  private static String key(Person who, String click) {
    String name = who.account() + " " + click;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, ?> charge(Action action, String document) {
    Map<String, Object> charge = new LinkedHashMap<>();
    charge.put("action", action.id().value());
    charge.put("document", document);
    if (!action.isFree()) {
      charge.put("hold", Map.of());
    }
    return charge;
  }

  private static Problem unknown(String field) {
    return Problem.invalid(field, "is not known here");
  }

  private static APIGatewayV2HTTPResponse done(String text, APIGatewayV2HTTPResponse credits) {
    return credits.getStatusCode() < 300 ? with(200, "text", Json.write(text), credits) : credits;
  }

  /// The model timed out. The page gets no result, and the hold is released.
  private static APIGatewayV2HTTPResponse failed(APIGatewayV2HTTPResponse credits) {
    return credits.getStatusCode() < 300 ? with(502, "failed", "true", credits) : credits;
  }

  private static APIGatewayV2HTTPResponse with(
      int status, String field, String value, APIGatewayV2HTTPResponse credits) {
    return Endpoint.json(
        status, "{\"" + field + "\":" + value + ",\"credits\":" + credits.getBody() + "}");
  }

  // Buying.

  /// The address of the checkout for the chosen product. A pool's plan is for the person's own
  /// pool.
  private APIGatewayV2HTTPResponse buy(Person who, JsonObject json) {
    String kind = json.text("kind");
    String id = json.text("id");
    String back = json.text("returnUrl");
    String cancel = json.text("cancelUrl");
    json.requireNoMore();
    if (!kind.equals("plan") && !kind.equals("pack")) {
      throw Problem.invalid("kind", "must be plan or pack");
    }
    boolean forPool =
        kind.equals("plan")
            && Identifier.isValid(id)
            && catalog.plan(new PlanId(id)).filter(Plan::pool).isPresent();
    Map<String, String> sale = new LinkedHashMap<>();
    if (forPool) {
      sale.put("pool", product.poolOf(who.account()).orElseThrow(DemoBackend::notTheOwner));
    } else {
      sale.put("account", who.account());
    }
    sale.put(kind, id);
    sale.put("return_url", back);
    sale.put("cancel_url", cancel);
    StringBuilder url = new StringBuilder(product.path()).append("/checkout");
    sale.forEach(
        (name, value) ->
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return Endpoint.json(200, Json.write(Map.of("url", url.toString())));
  }

  private static Problem notTheOwner() {
    return Problem.of(Code.FORBIDDEN, "Only the owner of the office buys for its pool.");
  }

  // Calls and answers.

  private APIGatewayV2HTTPResponse post(String path, Map<String, ?> body) {
    return call("POST", path, Optional.empty(), body);
  }

  private APIGatewayV2HTTPResponse call(
      String method, String path, Optional<String> key, Map<String, ?> body) {
    return calls.call(method, path, key, Optional.of(body));
  }

  private static JsonObject body(LocalRequest request) {
    return JsonObject.parse(
        request.body().map(LocalRequest.Body::bytes).orElse("{}".getBytes(StandardCharsets.UTF_8)));
  }

  private static APIGatewayV2HTTPResponse refused(Problem problem) {
    Answer answer = problem.toAnswer();
    return Endpoint.answer(answer.status(), "application/problem+json", Json.write(answer.body()));
  }
}

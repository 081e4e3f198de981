package dev.drawdown.adapters.http;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The texts of one request that come from the caller: names in the path, keys, tokens and texts of
/// the body.
///
/// None of them may appear in a log, not even in an exception's message.
record RequestTexts(Pattern texts) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String HIDDEN = "[hidden]";
  private static final String NOTHING = "(?!)";

  /// The caller's texts in `event`, and `names`: the subjects that its token stands for.
  static RequestTexts in(APIGatewayV2HTTPEvent event, Collection<String> names) {
    List<String> all =
        Stream.of(
                names.stream(),
                values(event.getPathParameters()),
                values(event.getQueryStringParameters()),
                values(event.getHeaders()).flatMap(RequestTexts::withoutQuotes),
                claims(event),
                bodies(event).flatMap(RequestTexts::ofBody))
            .flatMap(texts -> texts)
            .filter(text -> !text.isBlank())
            .distinct()
            // The longest first, because one text may begin with another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String regex =
        all.stream()
            .map(Pattern::quote)
            .collect(joining("|", "(?<![A-Za-z0-9])(?:", ")(?![A-Za-z0-9])"));
    return new RequestTexts(Pattern.compile(all.isEmpty() ? NOTHING : regex));
  }

  /// The text without the caller's texts.
  String hiddenIn(String text) {
    return texts.matcher(text).replaceAll(Matcher.quoteReplacement(HIDDEN));
  }

  boolean isIn(String text) {
    return texts.matcher(text).find();
  }

  private static Stream<String> values(@Nullable Map<String, String> texts) {
    return texts == null ? Stream.of() : texts.values().stream().filter(Objects::nonNull);
  }

  private static Stream<String> withoutQuotes(String header) {
    return Stream.of(
        header, header.replaceAll("^\"|\"$", ""), header.replaceFirst("^(?i:Bearer) +", ""));
  }

  private static Stream<String> claims(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(RequestContext::getAuthorizer)
        .map(Authorizer::getJwt)
        .map(Authorizer.JWT::getClaims)
        .stream()
        .flatMap(RequestTexts::values);
  }

  /// The body as sent. If it is Base64, also the text that it stands for.
  private static Stream<String> bodies(APIGatewayV2HTTPEvent event) {
    String sent = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded() ? Stream.of(sent, decoded(sent)) : Stream.of(sent);
  }

  /// The text that a valid Base64 text stands for, or an empty text.
  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  /// The body itself, and each text in it before a syntax error.
  private static Stream<String> ofBody(String body) {
    List<String> texts = new ArrayList<>(List.of(body));
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          texts.add(parser.getText());
        }
      }
    } catch (IOException noJson) {
      return texts.stream();
    }
    return texts.stream();
  }
}

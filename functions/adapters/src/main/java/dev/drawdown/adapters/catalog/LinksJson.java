package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Links;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// The JSON of links.
final class LinksJson {
  private static final int MAX_LENGTH = 2048;

  private LinksJson() {}

  static Links read(JsonObject catalog) {
    return catalog.optionalObject("links").map(LinksJson::links).orElse(Links.NONE);
  }

  private static Links links(JsonObject json) {
    Links links =
        new Links(link(json, "topUp"), link(json, "choosePlan"), link(json, "updatePaymentMethod"));
    json.requireNoMore();
    return links;
  }

  private static Optional<URI> link(JsonObject json, String field) {
    Optional<URI> link = json.optionalText(field).flatMap(LinksJson::https);
    if (link.isEmpty() && json.optionalText(field).isPresent()) {
      throw json.problem(field, "must be an https link of at most " + MAX_LENGTH + " characters");
    }
    return link;
  }

  private static Optional<URI> https(String text) {
    try {
      URI uri = new URI(text);
      boolean https = text.startsWith("https://") && uri.getHost() != null;
      return https && text.length() <= MAX_LENGTH ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}

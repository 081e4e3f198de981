package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Writes the fixtures of the current version anew. No build runs it: it is named by `-Dtest`.
class WriteReleaseFixtures {
  @Test
  void the_fixtures_of_a_version_that_is_not_released_are_written_anew() throws Exception {
    String version = ReleaseFixtures.currentVersion();
    assertThat(Files.readString(Repository.ROOT.resolve("CHANGELOG.md")))
        .as("The fixtures of a version that is released stay as they are.")
        .doesNotContainPattern("(?m)^## \\[" + version + "] - \\d");

    try (ReleaseService service = ReleaseService.afterTheLife()) {
      new ReleaseFixtures(version)
          .write(service.now(), service.items(), service.answers(), service.published());
    }
  }
}

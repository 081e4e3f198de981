package dev.drawdown.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsec_1\nwhsec_2",
        "  whsec_1  \r\n\r\n whsec_2\n",
        "[\"whsec_1\",\"whsec_2\"]",
        "\n [ \"whsec_1\" , \"whsec_2\" ] \n"
      })
  void several_secrets_are_a_json_list_or_lines(String text) {
    assertThat(SigningSecrets.parse(text)).containsExactly("whsec_1", "whsec_2");
  }

  @Test
  void one_secret_is_itself() {
    assertThat(SigningSecrets.parse("whsec_1")).containsExactly("whsec_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n ",
        "[]",
        "[\"\"]",
        "[\"whsec_1\", \"\"]",
        "[7]",
        "[\"whsec_1\"",
        "[\"whsec_1\"],\"more\":[\"whsec_2\"]",
        "{\"secret\":\"whsec_1\"}",
        "whsec_1, whsec_2",
        "whsec_\u00e9"
      })
  void a_text_without_secrets_is_refused_and_not_shown(String text) {
    assertThatThrownBy(() -> SigningSecrets.parse(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the secret must be a JSON list of signing secrets,"
                + " or one signing secret on each line")
        .hasNoCause();
  }

  @Test
  void secrets_are_never_shown() {
    assertThat(SigningSecrets.fixed(List.of("whsec_1")).toString()).doesNotContain("whsec");
    assertThat(new CachedSecrets(() -> "whsec_1").toString()).doesNotContain("whsec");
  }
}

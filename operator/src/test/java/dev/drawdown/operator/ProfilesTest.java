package dev.drawdown.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/// The program has what it needs to sign in by each kind of profile. Nobody has signed in here, so
/// each profile ends in a missing token, before any connection.
class ProfilesTest {
  private static final String CONFIG =
      """
      [sso-session nobody-signed-in]
      sso_region = eu-central-1
      sso_start_url = https://nobody-signed-in.example.com/start

      [profile session]
      sso_session = nobody-signed-in
      sso_account_id = 123456789012
      sso_role_name = Operator
      region = eu-central-1

      [profile start-url]
      sso_start_url = https://nobody-signed-in.example.com/start
      sso_region = eu-central-1
      sso_account_id = 123456789012
      sso_role_name = Operator
      region = eu-central-1

      [profile role]
      role_arn = arn:aws:iam::123456789012:role/Operator
      source_profile = session
      region = eu-central-1
      """;

  @ParameterizedTest
  @ValueSource(strings = {"session", "start-url", "role"})
  void a_profile_lacks_only_the_token_of_a_person_who_signed_in(String profile) {
    ProfileFile file =
        ProfileFile.builder()
            .content(new ByteArrayInputStream(CONFIG.getBytes(UTF_8)))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    try (ProfileCredentialsProvider credentials =
        ProfileCredentialsProvider.builder().profileFile(file).profileName(profile).build()) {
      assertThatThrownBy(credentials::resolveCredentials)
          .message()
          .doesNotContain("class path")
          .containsPattern("SSO token|sso.cache");
    }
  }
}

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Writes a YAML document as JSON, and keeps the order of its members.
///
/// Usage: `java --class-path LIBRARIES YamlToJson.java FROM TO`
final class YamlToJson {
  public static void main(String[] args) throws IOException {
    Object tree =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(args[0])));
    Path to = Path.of(args[1]);
    Files.createDirectories(to.getParent());
    Files.writeString(to, JSON.std.asString(tree));
  }
}

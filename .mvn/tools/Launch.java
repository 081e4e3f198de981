import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the command that starts the local service without Maven: the JDK's `java`, and the class
/// path.
///
/// Usage: `java Launch.java FOLDER CLASSPATH`
final class Launch {
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.writeString(
        folder.resolve("java"), ProcessHandle.current().info().command().orElseThrow());
    Files.writeString(folder.resolve("classpath"), args[1]);
  }
}

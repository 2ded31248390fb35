package dev.jug.cli.build;

import dev.jug.build.option.CommaSeparated;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@code --secret} says. */
final class SecretFlag {
  private SecretFlag() {}

  /**
   * Reads secrets.
   *
   * @param here the file that a path means
   * @throws Invalid if one makes no sense, or is not there
   * @throws IOException if a file cannot be read
   */
  static Map<String, byte[]> read(
      List<String> texts, Function<String, Path> here, Map<String, String> environment)
      throws IOException {
    var secrets = new LinkedHashMap<String, byte[]>();
    for (var text : texts) {
      var fields = fields(text);
      var id = fields.getOrDefault("id", "");
      if (id.isEmpty()) {
        throw new Invalid("invalid secret: '" + text + "'", "Write id=NAME,src=FILE.");
      }
      secrets.put(id, content(id, fields, here, environment));
    }
    return secrets;
  }

  private static Map<String, String> fields(String text) {
    var fields = new HashMap<String, String>();
    for (var field : CommaSeparated.fields(text)) {
      int equals = field.indexOf('=');
      var name = equals < 0 ? field : field.substring(0, equals);
      fields.put(name.equals("source") ? "src" : name, field.substring(equals + 1));
    }
    return fields;
  }

  private static byte[] content(
      String id,
      Map<String, String> fields,
      Function<String, Path> here,
      Map<String, String> environment)
      throws IOException {
    var file = fields.get("src");
    var variable = fields.getOrDefault("env", id);
    if (file == null && (fields.containsKey("env") || environment.containsKey(id))) {
      var value = environment.get(variable);
      if (value == null) {
        throw new Invalid("secret " + id + ": the environment has no " + variable, "");
      }
      return value.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Files.readAllBytes(here.apply(file == null ? id : file));
    } catch (NoSuchFileException e) {
      throw new Invalid("secret " + id + ": no such file: " + e.getFile(), "");
    }
  }
}

package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/runtime-spec.md has a row for every field, and none that there is not. */
class ConformanceTableTest {
  private static final Path PAGE = Path.of("../docs/runtime-spec.md");
  private static final String HEADING = "## config.json";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void everyFieldHasARow() throws IOException {
    var fields = new TreeSet<String>();
    collect("", Spec.class, fields);

    var page = Files.readString(PAGE);
    var table = page.substring(page.indexOf(HEADING));
    var rows = ROW.matcher(table).results().map(r -> r.group(1)).toList();

    assertThat(rows).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rows)).isEqualTo(fields);
  }

  private static void collect(String path, Type type, Set<String> fields) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      var element = generic.getActualTypeArguments()[list ? 0 : 1];
      boolean plain = !(element instanceof Class<?> one && one.isRecord());
      assertThat(list || generic.getRawType() == Map.class).isTrue();
      collect(plain ? path : path + (list ? "[]" : ".*"), element, fields);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (var component : record.getRecordComponents()) {
        var name = path.isEmpty() ? name(component) : path + "." + name(component);
        collect(name, component.getGenericType(), fields);
      }
    } else {
      fields.add(path);
    }
  }

  private static String name(RecordComponent component) {
    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }
}

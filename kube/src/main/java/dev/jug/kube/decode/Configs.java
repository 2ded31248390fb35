package dev.jug.kube.decode;

import dev.jug.kube.model.Bytes;
import dev.jug.kube.model.ConfigMap;
import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.PersistentVolumeClaim;
import dev.jug.kube.model.Quantity;
import dev.jug.kube.model.Secret;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Objects that pods refer to. */
final class Configs {
  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "ReadWriteOnce",
          "ReadOnlyMany", "ReadOnlyMany",
          "ReadWriteMany", "ReadWriteMany",
          "ReadWriteOncePod", "ReadWriteOncePod");

  private Configs() {}

  static ConfigMap configMap(Fields fields) {
    var metadata = Common.metadata(fields);
    var data = entries(fields, "data", value -> Bytes.of(value.text()));
    var binary = entries(fields, "binaryData", Configs::decoded);
    return new ConfigMap(metadata, both(fields, data, binary), fields.flag("immutable", false));
  }

  static Secret secret(Fields fields) {
    var metadata = Common.metadata(fields);
    var data = new LinkedHashMap<>(entries(fields, "data", Configs::decoded));
    data.putAll(entries(fields, "stringData", value -> Bytes.of(value.text())));
    return new Secret(
        metadata, fields.text("type").orElse("Opaque"), data, fields.flag("immutable", false));
  }

  private static Map<String, Bytes> entries(
      Fields fields, String name, Function<Value, Bytes> reader) {
    return fields
        .object(name, entries -> entries.every((key, value) -> entry(key, value, reader)))
        .orElse(Map.of());
  }

  private static Bytes entry(String key, Value value, Function<Value, Bytes> reader) {
    if (!Names.isKey(key)) {
      value.wrong("'" + key + "' is no key: at most 253 of a-z, A-Z, 0-9, '-', '_' and '.'");
    }
    return value.isNull() ? Bytes.of("") : reader.apply(value);
  }

  private static Bytes decoded(Value value) {
    try {
      return Bytes.of(Base64.getMimeDecoder().decode(strict(value.text())));
    } catch (IllegalArgumentException _) {
      value.wrong("this is not Base64");
      return Bytes.of("");
    }
  }

  /** Line ends are let through, nothing else that is not Base64 is. */
  private static String strict(String text) {
    if (!text.matches("[A-Za-z0-9+/=\\r\\n]*")) {
      throw new IllegalArgumentException("not Base64");
    }
    return text;
  }

  private static Map<String, Bytes> both(
      Fields fields, Map<String, Bytes> data, Map<String, Bytes> binary) {
    var all = new LinkedHashMap<>(data);
    binary.forEach((key, value) -> {
      if (all.put(key, value) != null) {
        fields.wrong("the key '" + key + "' is in 'data' and in 'binaryData'");
      }
    });
    return all;
  }

  static PersistentVolumeClaim claim(Fields fields) {
    fields.meaningless("a cluster keeps it", "status");
    var metadata = Common.metadata(fields);
    return fields
        .need("spec")
        .flatMap(value -> value.object(spec -> claim(metadata, spec)))
        .orElse(
            new PersistentVolumeClaim(
                metadata, MODES.keySet().stream().toList(), zero(), Optional.empty()));
  }

  private static PersistentVolumeClaim claim(Metadata metadata, Fields fields) {
    fields.meaningless("volumes are those of this machine", "storageClassName");
    fields.meaningless("volumes are those of this machine", "volumeAttributesClassName");
    fields.unsupported("volumes are found by name, not by label", "selector");
    fields.unsupported("claims begin empty", "dataSource", "dataSourceRef");
    fields.word("volumeMode", Map.of("Filesystem", true)).ifPresent(_ -> {});
    var modes = fields.list("accessModes", Configs::mode);
    if (modes.isEmpty()) {
      fields.wrong("a claim has at least one of the accessModes");
    }
    var storage =
        fields.need("resources").flatMap(value -> value.object(Configs::storage)).orElse(zero());
    return new PersistentVolumeClaim(metadata, modes, storage, fields.text("volumeName"));
  }

  private static Optional<String> mode(Value value) {
    var mode = Optional.ofNullable(MODES.get(value.text()));
    if (mode.isEmpty()) {
      value.wrong("'" + value.text() + "' is no access mode");
    }
    return mode;
  }

  private static Quantity storage(Fields fields) {
    fields.unsupported("a claim gets what it requests", "limits");
    return fields
        .need("requests")
        .flatMap(value -> value.object(each -> each.need("storage").map(Common::quantity)))
        .flatMap(found -> found)
        .orElse(zero());
  }

  private static Quantity zero() {
    return new Quantity(BigDecimal.ZERO);
  }
}

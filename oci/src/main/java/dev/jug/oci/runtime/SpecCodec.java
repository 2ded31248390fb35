package dev.jug.oci.runtime;

import dev.jug.oci.JsonLayout;
import dev.jug.oci.json.StrictJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the JSON form of a {@link Spec}. Fields that the specification does not know are
 * left out, as it asks; those it knows have the types it says, and what a document says is checked
 * as far as that needs no machine ({@link SpecCheck}). Thread-safe.
 */
public final class SpecCodec {
  private static final StrictJson JSON =
      new StrictJson("config.json", 16 << 20, InvalidSpecException::new);

  private final JsonMapper mapper;

  public SpecCodec() {
    var filters = new SeccompReader(JSON.builder(new SimpleModule("numbers")).build());
    mapper = JSON.builder(new SimpleModule("spec").addDeserializer(Seccomp.class, filters)).build();
  }

  /**
   * Reads a {@code config.json}.
   *
   * @throws InvalidSpecException if the text is not JSON, not shaped like a spec, or says what
   *     cannot be; the message names the field
   */
  public Spec read(byte[] json) {
    var spec = read(json, Spec.class, "");
    SpecCheck.check(spec);
    return spec;
  }

  /**
   * Reads a process alone.
   *
   * @throws InvalidSpecException if the text is not one
   */
  public Process readProcess(byte[] json) {
    var process = read(json, Process.class, "process");
    ProcessCheck.check(process);
    return process;
  }

  /**
   * Reads limits alone.
   *
   * @throws InvalidSpecException if the text has none
   */
  public Resources readResources(byte[] json) {
    var resources = read(json, Resources.class, "resources");
    ResourcesCheck.check(resources);
    return resources;
  }

  private <T> T read(byte[] json, Class<T> type, String name) {
    var reader = mapper.reader().withAttribute(SeccompReader.DOCUMENT, json);
    try {
      return JSON.read(reader, type, json, name);
    } catch (InvalidSpecException e) {
      throw SeccompReader.own(e).orElse(e);
    }
  }

  /** Writes a spec as indented JSON, as runc does. */
  public byte[] write(Spec spec) {
    return mapper.writer().with(JsonLayout.indented("\t")).writeValueAsBytes(spec);
  }

  /** Writes a process alone. */
  public byte[] write(Process process) {
    return mapper.writeValueAsBytes(process);
  }
}

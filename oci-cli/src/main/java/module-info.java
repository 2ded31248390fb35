/** The command line of an OCI runtime: translates between words and {@code runtime}. */
module dev.jug.ocicli {
  requires static transitive org.jspecify;
  requires transitive dev.jug.door;
  requires transitive dev.jug.runtime;
  requires com.fasterxml.jackson.annotation;
  requires info.picocli;
  requires tools.jackson.databind;

  exports dev.jug.ocicli;

  opens dev.jug.ocicli.command to
      info.picocli,
      tools.jackson.databind;
}

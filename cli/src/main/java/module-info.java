/** The jug command line: translates between words and the engine. */
module dev.jug.cli {
  requires static transitive org.jspecify;
  requires dev.jug.build;
  requires transitive dev.jug.door;
  requires transitive dev.jug.engine;
  requires dev.jug.image;
  requires dev.jug.kube;
  requires dev.jug.network;
  requires transitive dev.jug.play;
  requires transitive dev.jug.wire;
  requires info.picocli;
  requires tools.jackson.databind;

  exports dev.jug.cli;
  exports dev.jug.cli.context;

  opens dev.jug.cli.context to
      info.picocli;
  opens dev.jug.cli.command to
      info.picocli;
  opens dev.jug.cli.kube to
      info.picocli;
  opens dev.jug.cli.log to
      info.picocli;
  opens dev.jug.cli.network to
      info.picocli;
  opens dev.jug.cli.resource to
      info.picocli;
  opens dev.jug.cli.system to
      info.picocli;
  opens dev.jug.cli.build to
      info.picocli;
  opens dev.jug.cli.files to
      info.picocli;
  opens dev.jug.cli.image to
      info.picocli;
  opens dev.jug.cli.volume to
      info.picocli;
}

/** The only main, and the only place where parts are wired together. */
module dev.jug.app {
  requires static transitive org.jspecify;
  requires dev.jug.cli;
  requires dev.jug.cri;
  requires dev.jug.dashboard;
  requires dev.jug.docker;
  requires dev.jug.door;
  requires dev.jug.engine;
  requires dev.jug.http;
  requires dev.jug.linux;
  requires dev.jug.oci;
  requires dev.jug.ocicli;
  requires dev.jug.play;
  requires dev.jug.runtime;
  requires dev.jug.wire;

  provides System.LoggerFinder with
      dev.jug.app.EngineLog;
}

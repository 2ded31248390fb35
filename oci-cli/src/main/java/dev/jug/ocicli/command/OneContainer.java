package dev.jug.ocicli.command;

import picocli.CommandLine.Parameters;

/** A command about one container. */
abstract class OneContainer extends OciCommand {
  @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container's id.")
  String id = "";
}

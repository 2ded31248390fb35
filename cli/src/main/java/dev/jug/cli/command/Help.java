package dev.jug.cli.command;

/** What {@code jug --help} prints. */
final class Help {
  static final String TEXT =
      """
      Usage: jug COMMAND [OPTION...] [ARGUMENT...]

      Run
        run       Make a container and start it
        exec      Run one more process in a running container
        create    Make a container
        start     Start containers
        stop      Ask containers to end, and kill them if they do not
        restart   Stop containers and start them
        kill      Send a signal to containers
        rm        Remove containers

      Look
        ps        List containers
        logs      Show the output of a container
        inspect   Show all about containers, as JSON
        explain   Show the launch plan: every system call, and why
        attach    Connect the terminal to a running container
        wait      Wait for containers to end, and print their exit codes
        rename    Give a container another name

      Engine
        engine    start, stop, or show the status of the engine
        version   Show versions

      See 'jug COMMAND --help'. A first container:  jug run host -- sh -c 'hostname; id; ps aux'
      """;

  private Help() {}
}

package dev.jug.runtime;

import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Nobody of ours looks after the process: the launcher leaves, and whoever asked for the process
 * waits for it. That is what callers of an OCI runtime expect.
 *
 * @param inheritance its standard files
 * @param console receives the master side of its terminal, if it has one; closed with the launch
 * @param waits whether it waits to be {@linkplain ContainerRuntime#open started}
 */
public record Released(Inherited inheritance, Optional<Socket> console, boolean waits)
    implements Custody {
  @Override
  public Optional<Inherited> inherited() {
    return Optional.of(inheritance);
  }

  @Override
  public List<Fd> more() {
    return inheritance.more();
  }

  @Override
  public List<Fd> descriptors() {
    var all = new ArrayList<Fd>();
    console.ifPresent(socket -> all.add(socket.fd()));
    all.addAll(more());
    return all;
  }

  @Override
  public void close() {
    inheritance.launcher().close();
    console.ifPresent(Socket::close);
  }
}

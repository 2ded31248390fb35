package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code RUN}: executes a command.
 *
 * @param origin where it is written
 * @param command with the here-documents' bodies taken out
 * @param heredocs in the order they are named in
 * @param mounts of {@code --mount}
 * @param network of {@code --network}
 * @param security of {@code --security}
 */
public record Run(
    Origin origin,
    Command command,
    List<Heredoc> heredocs,
    List<MountFlag> mounts,
    NetworkMode network,
    SecurityMode security)
    implements Instruction {
  public Run {
    heredocs = List.copyOf(heredocs);
    mounts = List.copyOf(mounts);
  }
}

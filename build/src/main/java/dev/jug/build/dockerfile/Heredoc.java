package dev.jug.build.dockerfile;

/**
 * Lines of a Dockerfile that are input or a file ({@code <<EOF}).
 *
 * @param name the word that ends it, and the name of the file
 * @param expand whether variables in it are expanded: not if the word was quoted
 * @param stripTabs whether tabs at the start of its lines do not count ({@code <<-EOF})
 * @param descriptor the file descriptor it is for, 0 if none is named
 * @param content the lines as they are written, each with its line feed
 */
public record Heredoc(
    String name, boolean expand, boolean stripTabs, int descriptor, String content) {
  /** The lines as they are meant: without leading tabs if they do not count. */
  public String body() {
    return stripTabs ? content.replaceAll("(?m)^\t+", "") : content;
  }
}

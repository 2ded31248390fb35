/**
 * Sessions: what a client lets the engine call while a build goes on. The client opened the
 * connection, but it is the engine that calls (which is why {@code POST /session} is hijacked).
 *
 * <pre>
 * moby.filesync.v1.FileSync/DiffCopy           a directory, by the name in the field dir-name
 * moby.filesync.v1.FileSend/DiffCopy           the way back: an archive, or a directory
 * moby.filesync.v1.Auth/Credentials            1 host ─► 1 user  2 password
 * moby.buildkit.secrets.v1.Secrets/GetSecret   1 id ─► 1 content
 * moby.sshforward.v1.SSH/CheckAgent            1 id ─►
 * moby.sshforward.v1.SSH/ForwardAgent          bytes (1) in both directions, id in buildkit.ssh.id
 * containerd.services.content.v1.Content/Info  1 digest ─► 1 info; of the store in buildkit-attachable-store-id
 * containerd.services.content.v1.Content/Read  1 digest  2 offset ─► (1 offset  2 data)*
 * containerd.services.content.v1.Content/Write (1 action  2 ref  3 total  4 digest  5 offset  6 data)* ─► one each
 * moby.upload.v1.Upload/Pull                   bytes (1) of what the client reads from its input
 * </pre>
 */
@NullMarked
package dev.jug.buildkit.session;

import org.jspecify.annotations.NullMarked;

/**
 * The messages of BuildKit's API, with the fields that are used here; the number is the field's.
 *
 * <pre>
 * moby.buildkit.v1.Control
 *   Solve              SolveRequest ─► SolveResponse    a build, from its beginning to its end
 *   Status             ref ─► StatusResponse*           what happens in it
 *   Info, ListWorkers  ─► version; Worker               who builds
 *   DiskUsage, Prune   ─► UsageRecord*                  what is kept
 * moby.buildkit.v1.frontend.LLBBridge                   of the build in buildkit-controlapi-buildid
 *   Ping               ─► capabilities
 *   Solve              front end, options ─► reference  what the client decides within Solve above
 *   Return             reference or failure ─►          which makes Solve above end
 *
 * SolveRequest    1 ref  3 exporter  4 its attributes  5 session  6 front end  7 its options  8 CacheOptions  13 exporters
 * CacheOptions    4 exports*  5 imports*: 1 type  2 attributes
 * StatusResponse  1 Vertex*  2 VertexStatus*  3 VertexLog*  4 VertexWarning*
 * Vertex          1 digest  3 name  4 cached  5 started  6 completed  7 error
 * VertexStatus    1 ID  2 vertex  4 current  5 total  6 time  7 started  8 completed
 * VertexLog       1 vertex  2 time  3 stream  4 bytes
 * VertexWarning   1 vertex  2 level  3 short  4 detail*
 * </pre>
 */
@NullMarked
package dev.jug.buildkit.message;

import org.jspecify.annotations.NullMarked;

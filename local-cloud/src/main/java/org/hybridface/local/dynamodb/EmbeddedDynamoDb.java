// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;

/**
 * DynamoDB Local without a port: its own server listens on all addresses and checks no signature, so its handler is served on Jetty's
 * in-memory connector instead, which takes and gives HTTP as bytes.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;
    private static final int THREADS = 16;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** What the handler reads: the rest concerns the connection the request came by. */
    private static final Set<String> FORWARDED = Set.of("x-amz-target", "content-type", "authorization", "x-amz-date",
            "amz-sdk-invocation-id");

    /** Its old SDK warns about a missing JAXB that it does not need; held here, or the level would be collected with the logger. */
    private static final Logger OLD_SDK = Logger.getLogger("com.amazonaws");

    static {
        OLD_SDK.setLevel(Level.SEVERE);
    }

    private final Server server;
    private final LocalConnector connector;
    private final LocalDynamoDBRequestHandler database;

    private EmbeddedDynamoDb(Server server, LocalConnector connector, LocalDynamoDBRequestHandler database) {
        this.server = server;
        this.connector = connector;
        this.database = database;
    }

    /** In memory. */
    public static EmbeddedDynamoDb start() throws IOException {
        return start(Optional.empty());
    }

    /** @param folder where tables and streams outlast the process; empty for memory */
    public static EmbeddedDynamoDb start(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            PrivateFiles.folder(folder.get());
        }
        try {
            // One database for all keys and regions, because the front door has told callers apart.
            LocalDynamoDBRequestHandler database = new LocalDynamoDBRequestHandler(0, folder.isEmpty(), folder.map(Path::toString).orElse(null),
                    true, false);
            QueuedThreadPool threads = new QueuedThreadPool(THREADS);
            threads.setName("dynamodb");
            threads.setDaemon(true);
            Server server = new Server(threads);
            LocalConnector connector = new LocalConnector(server);
            server.addConnector(connector);
            server.setHandler(new LocalDynamoDBServerHandler(database, null));
            server.start();
            return new EmbeddedDynamoDb(server, connector, database);
        } catch (Exception e) {
            throw new IOException("the local DynamoDB did not start: " + e.getMessage(), e);
        }
    }

    public HttpResponse call(HttpRequest request) throws IOException {
        try {
            ByteBuffer answer = connector.getResponse(bytes(request), TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("the local DynamoDB gave no answer within " + TIMEOUT_SECONDS + " s");
            }
            return parse(answer);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the local DynamoDB failed: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(HttpRequest request) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ")
                .append(request.body().length).append("\r\n");
        request.headers().forEach((name, values) -> {
            if (FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name).append(": ").append(values.get(0)).append("\r\n");
            }
        });
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(start.length + request.body().length).put(start).put(request.body()).flip();
    }

    private static HttpResponse parse(ByteBuffer answer) throws IOException {
        byte[] bytes = new byte[answer.remaining()];
        answer.get(bytes);
        int end = indexOf(bytes, HEAD_END);
        if (end < 0) {
            throw new IOException("the local DynamoDB gave an answer without an end of its headers");
        }
        List<String> lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
        int status = Integer.parseInt(lines.get(0).split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.subList(1, lines.size()).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        });
        byte[] body = Arrays.copyOfRange(bytes, end + HEAD_END.length, bytes.length);
        if ("chunked".equalsIgnoreCase(headers.remove("Transfer-Encoding"))) {
            body = unchunked(body);
        }
        headers.keySet().removeAll(Set.of("Content-Length", "Connection", "Date", "Server"));
        return new HttpResponse(status, headers, body);
    }

    private static byte[] unchunked(byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int lineEnd = at;
            while (body[lineEnd] != '\r') {
                lineEnd++;
            }
            int size = Integer.parseInt(new String(body, at, lineEnd - at, StandardCharsets.US_ASCII).trim(), 16);
            if (size == 0) {
                return whole.toByteArray();
            }
            whole.write(body, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
            database.shutdown();
        } catch (Exception e) {
            throw new IOException("the local DynamoDB did not stop clean", e);
        }
    }
}

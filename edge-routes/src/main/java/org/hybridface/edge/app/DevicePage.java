// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hybridface.edge.access.Tokens;

/** The interface of the device that runs here, for commands of its own user: with the operator's token where that can be read. */
final class DevicePage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final Optional<String> token;

    private DevicePage(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /** @param options of the device */
    static DevicePage of(Options options) throws IOException {
        String host = options.requiredText("edge.http.host");
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = everywhere ? "127.0.0.1" : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        Path file = options.requiredPath("edge.data.dir").resolve(Tokens.OPERATOR_FILE);
        Optional<String> token = Files.isReadable(file) ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip()) : Optional.empty();
        return new DevicePage(URI.create("http://" + name + ":" + options.integer("edge.http.port", 1, 65_535) + "/"), token);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** A word as part of a path. */
    static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).header("X-Hybridface", "bin/edge");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("no device answers at " + address + " (" + e.getClass().getSimpleName() + "): it must run, and this command needs its options, above all edge.http.port "
                    + "and edge.data.dir");
        }
    }
}

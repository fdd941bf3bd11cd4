// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.print.Quoted;

/**
 * Why an address gives no picture. FFmpeg tells a status of 404 and 405, or of 204 and a circle of redirections, in the same words, and nothing of
 * the headers; so the address is asked once more, without user and password.
 */
final class HttpRefusal {

    private static final int MOST_REDIRECTIONS = 10;

    private HttpRefusal() {
    }

    /**
     * @param url      with user and password, if there are any
     * @param patience for each answer
     * @return a sentence and what to do; empty when the answer explains nothing
     */
    static Optional<String> of(String url, Duration patience) {
        try {
            URI given = new URI(url);
            URI address = new URI(given.getScheme(), null, given.getHost(), given.getPort(), given.getPath(), given.getQuery(), null);
            return of(address, given.getUserInfo() != null, patience);
        } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> of(URI first, boolean hasUser, Duration patience) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience).build();
        Set<URI> been = new HashSet<>();
        URI address = first;
        while (true) {
            if (!been.add(address) || been.size() > MOST_REDIRECTIONS) {
                return Optional.of("leads from one address to the next without end. Give the address that it would lead to, or look whether the camera wants a user");
            }
            if (!List.of("http", "https").contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))) {
                return Optional.of("leads to " + Quoted.value(Masked.of(address.toString())) + ", which is not followed: it is no http:// or https:// address. Give the address of the video itself");
            }
            HttpResponse<InputStream> answer;
            try {
                answer = client.send(HttpRequest.newBuilder(address).timeout(patience).build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException e) {
                return address.equals(first) ? Optional.empty()
                        : Optional.of("leads to " + Quoted.value(Masked.of(address.toString())) + ", where nobody answers. Check where the camera sends its viewers, or give the address of the video itself");
            }
            answer.body().close();
            Optional<String> location = answer.headers().firstValue("Location").filter(place -> !place.isBlank());
            if (answer.statusCode() / 100 != 3 || answer.statusCode() == 304 || location.isEmpty()) {
                return inWords(answer, hasUser);
            }
            address = address.resolve(location.get());
        }
    }

    private static Optional<String> inWords(HttpResponse<InputStream> answer, boolean hasUser) {
        int status = answer.statusCode();
        String after = answer.headers().firstValue("Retry-After").map(time -> ", and wants to be asked again after " + Quoted.value(time) + (time.matches("\\d+") ? " s" : "")).orElse("");
        return switch (status) {
            case 200 -> Optional.empty();
            case 401 -> Optional.of(unauthorised(answer.headers().allValues("WWW-Authenticate"), hasUser));
            case 403 -> Optional.of("forbids it (403). Give this user the right to see the picture, in the camera's settings");
            case 404, 410 -> Optional.of("has no such address (" + status + "). Correct the path; the camera's manual has it");
            case 429, 503 -> Optional.of("is busy (" + status + after + "). End other viewers, or ask less often with a lower fps");
            default -> Optional.of("answers " + status + " and no picture" + after + (status / 100 == 3 ? ", and does not say where to go" : "")
                    + ". Try the address in a browser; the camera's manual has the right one");
        };
    }

    private static String unauthorised(List<String> ways, boolean hasUser) {
        if (!hasUser) {
            return "asks for user and password (401). Give them in the address as user:password@, between the two slashes and the host";
        }
        boolean known = ways.stream().map(way -> way.toLowerCase(Locale.ROOT))
                .anyMatch(way -> way.startsWith("basic") || way.startsWith("digest") && (!way.contains("algorithm") || way.matches(".*algorithm\\s*=\\s*\"?md5\\b.*")));
        return known || ways.isEmpty() ? "refuses user and password (401). Check both, and how they are written in the address"
                : "wants a way to sign in that is not known here (401, " + Quoted.value(ways.get(0)) + "). Choose Basic, or Digest with MD5, in the camera's settings";
    }
}

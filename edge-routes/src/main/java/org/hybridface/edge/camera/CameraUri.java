// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.options.PathText;

/**
 * A camera's URI as it is written, before anybody decoded it. A password may hold any character: what would end it in a URL is encoded here, what is
 * encoded already stays so, and FFmpeg decodes it once. A path is taken as it is written; only when there is no such file its percent signs are decoded.
 *
 * @param source  what follows {@code camera:}, without options
 * @param options behind the last question mark, in their order, decoded once
 * @param written the same options as they are written
 */
record CameraUri(String source, Map<String, String> options, List<String> written) {

    private static final Pattern SCHEME = Pattern.compile("camera:(?://)?(?=.)");
    private static final Pattern STREAM = Pattern.compile("(?<scheme>[a-z][a-z0-9+]*)://(?<rest>.*)", Pattern.DOTALL);

    /** Host, perhaps a port, and then the end, a path or options. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[\\w.-]+)(:[0-9]{1,5})?([/?].*)?", Pattern.DOTALL);
    private static final Pattern OPTIONS = Pattern.compile("[A-Za-z][\\w.-]*=[^?]*");
    private static final Pattern ENCODED = Pattern.compile("%[0-9a-fA-F]{2}");

    static CameraUri parse(String uri) {
        String text = SCHEME.matcher(uri).replaceFirst("");
        Matcher stream = STREAM.matcher(text);
        if (stream.matches()) {
            return stream(stream.group("scheme"), stream.group("rest"));
        }
        int query = text.lastIndexOf('?');
        if (query >= 0 && OPTIONS.matcher(text.substring(query + 1)).matches()) {
            return of(existing(text.substring(0, query)), text.substring(query + 1));
        }
        return of(existing(text), "");
    }

    private static CameraUri stream(String scheme, String rest) {
        int at = endOfLogin(rest);
        String login = at < 0 ? "" : login(rest.substring(0, at)) + "@";
        String address = rest.substring(at + 1);
        int query = address.indexOf('?');
        return query < 0 ? of(scheme + "://" + login + address, "") : of(scheme + "://" + login + address.substring(0, query), address.substring(query + 1));
    }

    /** The first at sign behind which there is a host; one of a path or of options has a whole host before it. */
    private static int endOfLogin(String rest) {
        String start = rest.split("[/?#]", 2)[0];
        if (!start.contains("@") && HOST.matcher(rest).matches()) {
            return -1;
        }
        int at = start.contains("@") ? start.lastIndexOf('@') : rest.indexOf('@');
        while (at >= 0 && !HOST.matcher(rest.substring(at + 1)).matches()) {
            at = rest.indexOf('@', at + 1);
        }
        return at;
    }

    private static String login(String written) {
        int colon = written.indexOf(':');
        return colon < 0 ? encoded(written) : encoded(written.substring(0, colon)) + ":" + encoded(written.substring(colon + 1));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(decoded(part), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Once, and only what is encoded: a plus stays one, and a percent sign that encodes nothing, too. */
    private static String decoded(String part) {
        String safe = part.replace("+", "%2B");
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < safe.length(); i++) {
            whole.append(safe.charAt(i) == '%' && !ENCODED.matcher(safe.substring(i, Math.min(i + 3, safe.length()))).matches() ? "%25" : safe.charAt(i));
        }
        return URLDecoder.decode(whole.toString(), StandardCharsets.UTF_8);
    }

    private static String existing(String source) {
        for (String kind : List.of("file:", "dir:")) {
            if (source.startsWith(kind) && source.contains("%")) {
                String path = source.substring(kind.length());
                return kind + (!PathText.is(path, Files::exists) && PathText.is(decoded(path), Files::exists) ? decoded(path) : path);
            }
        }
        return source;
    }

    private static CameraUri of(String source, String query) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> written = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            options.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            written.add(pair);
        }
        return new CameraUri(source, options, written);
    }

    /** A stream's URI with its login encoded; any other as it is. */
    String whole(String uri) {
        return STREAM.matcher(source).matches() ? "camera:" + address(Set.of()) : uri;
    }

    /**
     * The stream's address with the options that are its own.
     *
     * @param taken names of those that are the camera component's
     */
    String address(Set<String> taken) {
        String own = String.join("&", written.stream().filter(pair -> !taken.contains(decoded(pair.split("=", 2)[0]))).toList());
        return own.isEmpty() ? source : source + "?" + own;
    }
}

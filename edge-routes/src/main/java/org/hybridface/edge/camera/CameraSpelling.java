// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hybridface.edge.options.PathText;
import org.hybridface.edge.print.Masked;
import org.hybridface.routecheck.Words;

/** How a camera is written, and what somebody meant who wrote it otherwise. Opens nothing; asks only whether a path is a file or a folder. */
public final class CameraSpelling {

    private static final String SCHEME = "camera:";
    private static final String FORMS = "camera:0, camera:/dev/video0, camera:rtsp://host/path, camera:http://host/path, camera:file:clip.avi, "
            + "camera:dir:photos or camera:demo";

    /** What FFmpeg reads from, of the protocols that cameras and restreamers speak (ffmpeg-protocols manual). */
    private static final List<String> PROTOCOLS = List.of("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "udp", "tcp", "rtp");

    /** These may listen, without a host. */
    private static final List<String> LISTENING = List.of("udp", "rtp", "srt", "tcp");

    private static final Pattern DEVICE = Pattern.compile("0|[1-9][0-9]{0,2}|/dev/.+");
    private static final Pattern NETWORK = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+]*)://(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+(%[\\w.%-]+)?]|[^\\s/?#:@\\[\\]\"'<>\\\\]+)(:(?<port>[0-9]{1,5}))?([/?#].*)?", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("(?<kind>file|dir):(?<path>.*)", Pattern.DOTALL);
    private static final Pattern VIDEO = Pattern.compile("(?i).+\\.(mp4|m4v|mkv|avi|mov|webm|mpe?g|ts|mjpe?g|wmv|flv|3gp|h264|h265)");
    private static final Pattern PHOTO = Pattern.compile("(?i).+\\.(jpe?g|jfif|png|bmp|webp|tiff?|heic|gif)");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");
    private static final Pattern FIRST_CAMERA = Pattern.compile("(?i)-1|(web|usb|pi)?-?cam(era)?|usb|default|auto|any|0+");
    private static final Pattern VIDEO_DEVICE = Pattern.compile("(?i)/?(dev/)?(?<name>video[0-9]{1,3})");
    private static final Pattern HALF_ADDRESS = Pattern.compile("(?<scheme>[a-zA-Z]+):?[/\\\\]{0,3}(?<rest>[^/\\\\].*)");
    private static final Pattern NUMBERED_HOST = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}(:[0-9]+)?([/?].*)?");
    private static final Pattern COMMENT = Pattern.compile("\\s+#[^@]*$");
    private static final Pattern SHELL = Pattern.compile("~|~/.*|.*(\\$\\{?[A-Za-z_]+}?|%[A-Za-z_]+%).*", Pattern.DOTALL);
    private static final Range PIXELS = new Range(0, 16_384);
    private static final Range MILLIS = new Range(1, 3_600_000);
    private static final Map<String, Range> RANGES = Map.of("width", PIXELS, "height", PIXELS, "fps", new Range(0, 1_000), "silence", MILLIS, "reconnectDelay", MILLIS,
            "maxReconnectDelay", MILLIS);
    private static final int SLIPS = 1;
    private static final int HIGHEST_PORT = 65_535;

    private CameraSpelling() {
    }

    /**
     * What to write instead of something that no camera can be.
     *
     * @param uri a camera's whole URI, or what somebody wrote in its place
     * @return a sentence that begins with "give"; empty when it may be a camera
     */
    public static Optional<String> fault(String uri) {
        String clean = clean(uri);
        if (clean.startsWith(SCHEME) && clean.equals(uri)) {
            CameraUri written = CameraUri.parse(uri);
            return faultOfSource(written.source()).or(() -> faultOfOptions(written.options()));
        }
        String source = clean.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? clean.substring(SCHEME.length()).strip() : clean;
        return Optional.of(faultOfSource(CameraUri.parse(SCHEME + source).source()).orElseGet(() -> "give " + Masked.of(SCHEME + source)));
    }

    /** Without what belongs to another language: quotes, a comment behind it, blanks. */
    private static String clean(String uri) {
        String text = uri.strip();
        String path = text.replaceFirst("^camera:(file|dir):", "");
        if (COMMENT.matcher(text).find() && !PathText.is(path, Files::exists)) {
            text = COMMENT.matcher(text).replaceFirst("");
        }
        text = text.replaceFirst("^(['\"])(.+)\\1$", "$2").strip();
        return text.replaceFirst("\\s+\\?", "?");
    }

    /** @param source what follows {@code camera:}, without options */
    static Optional<String> faultOfSource(String source) {
        if (DEVICE.matcher(source).matches() || source.equals("demo") || CameraProvider.of(source).isPresent()) {
            return Optional.empty();
        }
        Matcher path = PATH.matcher(source);
        if (path.matches()) {
            return faultOfPath(path.group("kind"), path.group("path"));
        }
        Matcher network = NETWORK.matcher(source);
        if (network.matches()) {
            return faultOfNetwork(network.group("scheme"), network.group("rest"));
        }
        return Optional.of("give " + meant(source).map(one -> SCHEME + Masked.of(one)).orElseGet(CameraSpelling::forms));
    }

    /** Numbers that no camera can follow; what is no number at all the route check tells. */
    static Optional<String> faultOfOptions(Map<String, String> options) {
        return options.entrySet().stream().flatMap(option -> {
            Range range = RANGES.get(option.getKey());
            boolean number = range != null && option.getValue().matches("-?\\d{1,12}(\\.\\d+)?");
            double value = number ? Double.parseDouble(option.getValue()) : 0;
            return number && (value < range.least || value > range.most) ? Stream.of("give " + option.getKey() + " from " + range.least + " to " + range.most) : Stream.empty();
        }).findFirst();
    }

    private record Range(int least, int most) {
    }

    private static Optional<String> faultOfPath(String kind, String path) {
        if (path.isBlank()) {
            return Optional.of(kind.equals("file") ? "give the file as well: camera:file:clip.avi" : "give the folder as well: camera:dir:photos");
        }
        if (SHELL.matcher(path).matches() && !PathText.is(path, Files::exists)) {
            return Optional.of("give the whole path: nobody replaces ~ and variables here");
        }
        if (kind.equals("file") && PathText.is(path, Files::isDirectory)) {
            return Optional.of("give camera:dir:" + path + ", since it is a folder");
        }
        if (kind.equals("dir") && PathText.is(path, Files::isRegularFile)) {
            return Optional.of(PHOTO.matcher(path).matches() ? "give the folder of that photo" : "give camera:file:" + path + ", since it is a file");
        }
        return Optional.empty();
    }

    private static Optional<String> faultOfNetwork(String scheme, String rest) {
        if (scheme.equals("onvif")) {
            return Optional.of("give the address of its stream, which the camera's own page or an ONVIF program shows: camera:rtsp://host/path");
        }
        if (!PROTOCOLS.contains(scheme)) {
            return Optional.of(nearest(scheme).map(meant -> "give " + SCHEME + Masked.of(meant + "://" + rest))
                    .orElseGet(() -> "give an address of " + String.join(", ", PROTOCOLS) + ", as in camera:rtsp://host/path; go2rtc and MediaMTX make RTSP of others"));
        }
        String address = rest.substring(rest.split("[/?#]", 2)[0].lastIndexOf('@') + 1);
        if (LISTENING.contains(scheme) && address.matches(":[0-9]{1,5}([/?].*)?")) {
            return Optional.empty();
        }
        Matcher host = HOST.matcher(address);
        if (!host.matches()) {
            return Optional.of("give the host, as in camera:" + scheme + "://host/path; a '/', '#' or '?' of a password is written as %2F, %23 or %3F");
        }
        boolean far = host.group("port") != null && !isPort(Integer.parseInt(host.group("port")));
        return far ? Optional.of("give a port from 1 to " + HIGHEST_PORT) : Optional.empty();
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= HIGHEST_PORT;
    }

    /** The source somebody meant; empty when nobody can tell. */
    private static Optional<String> meant(String source) {
        String text = source.strip();
        String small = text.toLowerCase(Locale.ROOT);
        if (small.startsWith(SCHEME)) {
            return Optional.of(text.substring(SCHEME.length())).filter(CameraSpelling::isGood);
        }
        if (text.contains("&") && !text.contains("?") && isGood(text.substring(0, text.indexOf('&')))) {
            return Optional.of(text.replaceFirst("&", "?"));
        }
        if (FIRST_CAMERA.matcher(text).matches()) {
            return Optional.of("0");
        }
        if (text.matches("0+[1-9][0-9]{0,2}")) {
            return Optional.of(text.replaceFirst("^0+", ""));
        }
        Matcher device = VIDEO_DEVICE.matcher(text);
        if (device.matches()) {
            return Optional.of("/dev/" + device.group("name").toLowerCase(Locale.ROOT));
        }
        if (text.matches("(?i)(file|dir|folder|path):.+")) {
            String kind = small.startsWith("file") ? "file" : "dir";
            return Optional.of(kind + text.substring(text.indexOf(':')));
        }
        if (Words.distance(small, "demo") <= 1) {
            return Optional.of("demo");
        }
        return asPath(text).or(() -> asAddress(text)).filter(CameraSpelling::isGood);
    }

    private static Optional<String> asPath(String text) {
        if (PathText.is(text, Files::isDirectory)) {
            return Optional.of("dir:" + text);
        }
        if (PathText.is(text, Files::isRegularFile) || VIDEO.matcher(text).matches() && !NETWORK.matcher(text).matches() && !half(text).isPresent()) {
            return Optional.of("file:" + text);
        }
        boolean folder = DRIVE.matcher(text).matches() || text.endsWith("/") && !half(text).isPresent();
        return folder ? Optional.of("dir:" + text) : Optional.empty();
    }

    private static Optional<String> asAddress(String text) {
        return NUMBERED_HOST.matcher(text).matches() ? Optional.of("rtsp://" + text) : half(text);
    }

    /** An address with too few or too many slashes, or none of the colon. */
    private static Optional<String> half(String text) {
        Matcher half = HALF_ADDRESS.matcher(text);
        return half.matches() && PROTOCOLS.contains(half.group("scheme").toLowerCase(Locale.ROOT)) && text.matches("\\w+[:/\\\\].*")
                ? Optional.of(half.group("scheme").toLowerCase(Locale.ROOT) + "://" + half.group("rest")) : Optional.empty();
    }

    private static Optional<String> nearest(String scheme) {
        String small = scheme.toLowerCase(Locale.ROOT);
        return PROTOCOLS.stream().filter(known -> small.length() > 3 && Words.distance(small, known) <= SLIPS || anagram(small, known))
                .min(Comparator.comparingInt(known -> anagram(small, known) ? 0 : Words.distance(small, known)));
    }

    private static boolean anagram(String one, String other) {
        return one.chars().sorted().boxed().toList().equals(other.chars().sorted().boxed().toList());
    }

    private static boolean isGood(String source) {
        return faultOfSource(source).isEmpty();
    }

    private static String forms() {
        return FORMS + (CameraProvider.names().isEmpty() ? "" : "; the jars in lib/ bring " + String.join(", ", CameraProvider.names()));
    }
}

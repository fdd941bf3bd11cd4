// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reverse proxies that tell the truth about who asks, where and how, by X-Forwarded-For, -Host and -Proto or by Forwarded. Anybody can write these headers: from an address that is not listed
 * they are not read. Pure.
 *
 * @param addresses as the proxies connect from, for example 127.0.0.1
 */
record TrustedProxies(Set<String> addresses) {

    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[^]]+]):\\d+");

    /** How an IPv4 address begins that is written as IPv6 (RFC 4291, 2.5.5.2). */
    private static final byte[] V4_IN_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    /** Nobody is believed. */
    static final TrustedProxies NONE = new TrustedProxies(Set.of());

    /**
     * Who asks.
     *
     * @param address of the one who asks, not of the proxy
     * @param host    that was asked for, perhaps with a port
     * @param secure  whether the way to the proxy is encrypted
     */
    record Asked(String address, Optional<String> host, boolean secure) {
    }

    /**
     * @param list addresses, separated by commas
     * @throws IllegalArgumentException for the first that is no address
     */
    static TrustedProxies of(String list) {
        return new TrustedProxies(Arrays.stream(list.split(",")).map(String::strip).filter(address -> !address.isEmpty())
                .map(TrustedProxies::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static String checked(String address) {
        String spelled = spelled(address);
        if (!NetUtil.isValidIpV4Address(spelled) && !NetUtil.isValidIpV6Address(spelled)) {
            throw new IllegalArgumentException("edge.http.trusted-proxies has '" + address + "': give each proxy's address as 127.0.0.1 or ::1, separated by commas; "
                    + "names and ranges are not read");
        }
        return spelled;
    }

    /** Some proxies write where the connection came from, which is another with each: one guesser would look like many. */
    private static String withoutPort(String hop) {
        Matcher withPort = WITH_PORT.matcher(hop);
        return withPort.matches() ? spelled(withPort.group(1)) : spelled(hop);
    }

    /** In one spelling: an IPv6 address has many. */
    private static String spelled(String address) {
        String bare = (address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address).replaceFirst("%.*", "");
        if (!NetUtil.isValidIpV6Address(bare)) {
            return bare;
        }
        byte[] bytes = NetUtil.getByName(bare).getAddress();
        return Arrays.equals(bytes, 0, V4_IN_V6.length, V4_IN_V6, 0, V4_IN_V6.length) ? NetUtil.bytesToIpAddress(bytes, V4_IN_V6.length, bytes.length - V4_IN_V6.length)
                : NetUtil.toAddressString(NetUtil.getByName(bare));
    }

    boolean isEmpty() {
        return addresses.isEmpty();
    }

    /**
     * Who asks, by what a trusted proxy says.
     *
     * @param from   the address that the connection comes from
     * @param header gives a header's value; of one that came several times all, in their order, with commas between
     */
    Asked asked(String from, Function<String, Optional<String>> header) {
        Optional<String> host = header.apply("Host");
        if (!isOurs(from)) {
            return new Asked(from, host, false);
        }
        Forwarded forwarded = Forwarded.of(header.apply("Forwarded").orElse(""));
        // A proxy that writes the older headers often hands on a visitor's Forwarded as it came.
        List<String> hops = header.apply("X-Forwarded-For").map(list -> List.of(list.split(","))).orElse(forwarded.hops());
        return new Asked(client(hops).orElse(from), header.apply("X-Forwarded-Host").map(TrustedProxies::last).map(name -> withPort(name, header.apply("X-Forwarded-Port").map(TrustedProxies::last)))
                .or(() -> forwarded.said("host", this::isOurs)).or(() -> host),
                header.apply("X-Forwarded-Proto").map(TrustedProxies::last).or(() -> forwarded.said("proto", this::isOurs)).filter("https"::equalsIgnoreCase).isPresent());
    }

    /** Some proxies tell the port by itself. */
    private static String withPort(String name, Optional<String> port) {
        return port.filter(number -> number.matches("\\d{1,5}") && !name.matches(".*:\\d+")).map(number -> name + ":" + number).orElse(name);
    }

    /** Whether one of these proxies is there, with or without a port. */
    boolean isOurs(String hop) {
        return addresses.contains(withoutPort(hop));
    }

    /** What the nearest proxy said; before it stands what the visitor may have sent himself. */
    private static String last(String values) {
        return values.substring(values.lastIndexOf(',') + 1).strip();
    }

    /** Each proxy adds whom it was asked by; what stands before the last one that is not ours may be made up. */
    private Optional<String> client(List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream().map(String::strip).filter(hop -> !hop.isEmpty()).map(TrustedProxies::withoutPort).toList();
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!addresses.contains(hops.get(i))) {
                return Optional.of(hops.get(i));
            }
        }
        return Optional.empty();
    }
}

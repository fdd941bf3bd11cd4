# SPDX-License-Identifier: Apache-2.0
"""GStreamer's RTSP server as a network camera: one even picture, 25 times a second, at rtsp://127.0.0.1:<port>/live.

Usage: rtsp-server.py <port, 0 for any> <h264|jpeg> <silent|sound> [<user> <password>]
Prints the port once it serves, and ends with its standard input. With a user it wants digest authentication (RFC 2069), as most cameras do.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

VIDEO = {
    # A key frame each second, as a camera is set to.
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph264pay name=pay0 pt=96",
    "jpeg": "jpegenc quality=90 ! rtpjpegpay name=pay0 pt=26",
}
SOUND = {"silent": "", "sound": " audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay1 pt=8"}
PICTURE = ("videotestsrc is-live=true pattern=solid-color foreground-color=0xff787878"
           " ! video/x-raw,format=I420,width=320,height=240,framerate=25/1 ! ")
ROLE = "viewer"


def factory(codec, sound, guarded):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_launch("( " + PICTURE + VIDEO[codec] + SOUND[sound] + " )")
    made.set_shared(True)
    if guarded:
        role = Gst.Structure.new_empty(ROLE)
        role.set_value("media.factory.access", True)
        role.set_value("media.factory.construct", True)
        made.add_role_from_structure(role)
    return made


def guard(server, user, password):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(2)  # GST_RTSP_AUTH_DIGEST
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", ROLE)
    auth.add_digest(user, password, token)
    server.set_auth(auth)


def main(port, codec, sound, user=None, password=None):
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(port)
    server.get_mount_points().add_factory("/live", factory(codec, sound, user is not None))
    if user is not None:
        guard(server, user, password)
    if server.attach(None) == 0:
        sys.exit("port " + port + " is taken")
    print(server.get_bound_port(), flush=True)
    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP | GLib.IOCondition.IN, lambda *_: loop.quit())
    loop.run()


main(*sys.argv[1:])

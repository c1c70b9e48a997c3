package dev.jieli.http.site;

import io.javalin.security.RouteRole;

/** 接收文件: said of a route to which files are sent; to any other, no more is sent than a form holds. */
public enum Takes implements RouteRole {
    FILES
}

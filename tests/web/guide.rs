mod kept;
mod picture;
